import type { Registration } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import type { Board } from '../../parts/live-list';
import { clockDuration, millisOf, timeOfDay, timeTip, zoneName } from '../../text/time';
import { texts } from '../../texts';

const { columns } = texts.registrations;

/** What is left of a binding at a moment; empty for one that has no end or is over. */
export function expiresIn(registration: Registration, nowMillis: number): string {
  const at = millisOf(registration.expiresAt);
  return at === null || registration.state !== 'active' ? '' : clockDuration(at - nowMillis);
}

/** The columns of the registrations. */
export function registrationColumns(board: Board<Registration>): readonly Column<Registration>[] {
  const text = (
    key: string,
    title: string,
    width: number,
    of: (registration: Registration) => string | null,
  ): Column<Registration> => ({
    key,
    title,
    width,
    text: (registration) => of(registration) || '–',
    compare: (a, b) => compareTexts(of(a), of(b)),
  });
  return [
    {
      key: 'state',
      title: columns.state,
      width: 9,
      text: (registration) => registration.state,
      tone: (registration) => registration.state,
      tooltip: (registration) => registration.cause ?? registration.state,
      compare: (a, b) => compareTexts(a.state, b.state),
    },
    text('aor', columns.aor, 24, (registration) => registration.aor),
    text('contact', columns.contact, 28, (registration) => registration.contact || registration.cause),
    text('account', columns.account, 15, (registration) => registration.accountId),
    { ...text('received', columns.received, 20, (registration) => registration.receivedFrom), spare: 1 },
    text('transport', columns.transport, 9, (registration) => registration.transport),
    { ...text('agent', columns.agent, 24, (registration) => registration.userAgent), spare: 2 },
    {
      key: 'registered',
      title: columns.registered(zoneName()),
      width: 15,
      spare: 3,
      numeric: true,
      text: (registration) => timeOfDay(registration.registeredAt),
      tooltip: (registration) => timeTip(registration.registeredAt),
      compare: (a, b) => compareTexts(a.registeredAt, b.registeredAt),
    },
    {
      key: 'expires',
      title: columns.expires,
      width: 10,
      numeric: true,
      text: (registration) => expiresIn(registration, board.moment(registration)),
      tooltip: (registration) => timeTip(registration.expiresAt),
      compare: (a, b) => compareTexts(a.expiresAt, b.expiresAt),
    },
  ];
}
