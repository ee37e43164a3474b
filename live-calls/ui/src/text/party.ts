/** How many digits make a number international; shorter ones are extensions and service numbers. */
const SHORTEST_E164 = 7;

/** A calling or called party as people write it: E.164 digits with `+`, anything else as it is. */
export function party(user: string | null | undefined): string {
  if (!user) {
    return 'anonymous';
  }
  return user.length >= SHORTEST_E164 && /^[1-9]\d{0,14}$/.test(user) ? `+${user}` : user;
}
