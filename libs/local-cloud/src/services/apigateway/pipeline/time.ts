const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

let second = -1;
let text = '';

/** `09/Apr/2015:12:34:56 +0000`, as the Common Log Format has it; made once a second. */
export function clfTime(milliseconds: number): string {
  const at = Math.floor(milliseconds / 1000);
  if (at === second) return text;
  const date = new Date(milliseconds);
  second = at;
  text =
    `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:` +
    `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
  return text;
}
