/** What the trace needs to know of a message. Whatever the text is, reading it gives something and never fails. */
export interface SipText {
  /** `INVITE`, or `180 Ringing`; the first characters of what is no SIP. */
  label: string;
  /** Method of a request; null for a response and for what is no SIP. */
  method: string | null;
  /** Status of a response; null for a request. */
  status: number | null;
  callId: string;
  /** `CSeq` as it stands: number and method. */
  cseq: string;
  /** Value of the top Via, and how many there are: one means that the sender made the request itself. */
  vias: number;
  userAgent: string;
  hasSdp: boolean;
}

const STATUS_LINE = /^SIP\/2\.0 +(\d{3}) *(.*)$/i;
const REQUEST_LINE = /^([A-Za-z0-9\-.!%*_+`'~]+) +\S+ +SIP\/2\.0 *$/i;
const LONGEST_LABEL = 60;

/** The compact names of RFC 3261, section 7.3.3, that are looked at here. */
const COMPACT: Record<string, string> = { i: 'call-id', v: 'via', c: 'content-type' };

/** Reads the start line and some headers. Folded lines (RFC 3261, section 7.3.1) belong to the header before. */
export function readSip(raw: string): SipText {
  const lines = headLines(raw);
  const first = lines[0] ?? '';
  const status = STATUS_LINE.exec(first);
  const request = REQUEST_LINE.exec(first);
  const text: SipText = {
    label: cut(first.trim() === '' ? 'empty' : first),
    method: request ? request[1]!.toUpperCase() : null,
    status: status ? Number(status[1]) : null,
    callId: '',
    cseq: '',
    vias: 0,
    userAgent: '',
    hasSdp: false,
  };
  if (status) {
    text.label = cut(`${status[1]} ${status[2]}`.trim());
  } else if (request) {
    text.label = cut(text.method!);
  }
  lines.slice(1).forEach((line) => readHeader(line, text));
  return text;
}

function headLines(raw: string): string[] {
  const end = /\r?\n\r?\n/.exec(raw);
  return raw
    .slice(0, end?.index ?? raw.length)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
}

function readHeader(line: string, into: SipText): void {
  const colon = line.indexOf(':');
  if (colon < 0) {
    return;
  }
  const written = line.slice(0, colon).trim().toLowerCase();
  const value = line.slice(colon + 1).trim();
  switch (COMPACT[written] ?? written) {
    case 'call-id':
      into.callId ||= value;
      break;
    case 'cseq':
      into.cseq ||= value.replace(/\s+/g, ' ');
      break;
    case 'via':
      // Several can stand in one line; a comma in quotes is not worth more care here.
      into.vias += value.split(',').length;
      break;
    case 'user-agent':
      into.userAgent ||= value;
      break;
    case 'content-type':
      into.hasSdp ||= value.toLowerCase().startsWith('application/sdp');
      break;
  }
}

function cut(text: string): string {
  return text.length <= LONGEST_LABEL ? text : `${text.slice(0, LONGEST_LABEL - 1)}…`;
}
