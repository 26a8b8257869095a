/** Explorer copies a path in quotation marks. */
export const pathOf = (typed: string) => typed.trim().replace(/^["“](.*)["”]$/, "$1");
