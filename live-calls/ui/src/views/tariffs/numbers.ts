/** A whole number as it is sent; what is none goes as it was typed, so that the API says what is wrong with it. */
export function wholeNumber(text = ''): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}
