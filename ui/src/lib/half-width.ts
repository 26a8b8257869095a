/** Full-width letters, digits and signs as the half-width ones that codes and dates are written in. */
export const halfWidth = (text: string): string =>
	text
		.replace(/[！-～]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
		.replace(/　/g, " ")
		.replace(/(?<=\d)[‐‑–—―−ーｰ](?=\d)/g, "-");
