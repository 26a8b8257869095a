/** What a hidden pass phrase holds, so that a slip shows though its letters don't. */
export function heldIn(phrase: string): string {
	if (phrase === "") return "";
	const letters = [...phrase];
	const wide = letters.filter((letter) => /[^\p{ASCII}｡-ﾟ]/u.test(letter)).length;
	const parts = [`いま${letters.length}文字`];
	if (wide > 0) parts.push(`うち全角${wide}文字`);
	if (phrase !== phrase.trim()) parts.push("前か後ろに空白があります");
	return `${parts.join("、")}。`;
}
