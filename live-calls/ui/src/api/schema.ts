// Written by `npm run types` from the OpenAPI document; not to be changed by hand.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export type components = {
  schemas: {
    Error: {
      error: {
        /** @description For programs; stays the same when the message is worded better. */
        code: string;
        /** @description For people: what is wrong and what to do. */
        message: string;
        /** @description The field or parameter that it is about. */
        field?: string;
        /** @description Of an uploaded file: what is wrong, line by line, at most 100. */
        lines?: {
          line: number;
          column?: string;
          message: string;
        }[];
      };
    };
    Health: {
      /** @enum {string} */
      status: 'starting' | 'up' | 'degraded' | 'down';
      parts: {
        [key: string]: {
          /** @enum {string} */
          status: 'starting' | 'up' | 'degraded' | 'down';
          /** @description What is wrong and since when; empty when nothing is. */
          detail: string;
        };
      };
    };
    /** @description Another leg of a call through a back-to-back user agent, joined by what both bear. */
    CallLeg: {
      /** @description By which the leg itself is known. */
      id: string;
      /** @description SIP Call-ID of the leg. */
      callId: string;
      /** @description The account that pays for it; null on a leg that the platform makes. */
      accountId: string | null;
      /** @description Calling number (E.164 digits) or user. */
      from: string;
      /** @description Called number (E.164 digits) or user. */
      to: string;
      /** @enum {string} */
      state: 'ringing' | 'answered' | 'ended';
      /**
       * Format: date-time
       * @description Its first INVITE.
       */
      startedAt: string;
      /**
       * Format: date-time
       * @description The first 2xx to INVITE.
       */
      answeredAt: string | null;
      source: string;
      target: string;
      /** @description The address, without its port, to which the platform sent the call; null while it has not left the platform, and of one to an account of its own. */
      trunk: string | null;
      agent: string;
    };
    /** @description A call that is up, or has just ended. */
    Call: {
      /** @description By which the call is known. */
      id: string;
      /** @description SIP Call-ID. */
      callId: string;
      /** @description The account that pays. */
      accountId: string | null;
      calledAccountId: string | null;
      /** @description Calling number (E.164 digits) or user. */
      from: string;
      /** @description Called number (E.164 digits) or user. */
      to: string;
      /**
       * @description A list shows those that are up.
       * @enum {string}
       */
      state: 'ringing' | 'answered' | 'ended';
      /**
       * Format: date-time
       * @description The first INVITE.
       */
      startedAt: string;
      /**
       * Format: date-time
       * @description The first 2xx to INVITE.
       */
      answeredAt: string | null;
      /**
       * Format: date-time
       * @description The last moment at which it was known to be up, when its end may have passed unseen since: the capture has a gap. What is reserved stands there. Null: it is surely up.
       */
      uncertainSince: string | null;
      /** @description Whole seconds from the answer until now, or its end; 0 when it was not answered. */
      seconds: number;
      destination: string | null;
      /** @description A decimal number. */
      ratePerMinute: string | null;
      /** @description What the call would cost if it ended within this second; what it came to when it has ended. */
      cost: string | null;
      currency: string | null;
      source: string;
      target: string;
      /** @description The address, without its port, to which the platform sent the call; null while it has not left the platform, and of one to an account of its own. */
      trunk: string | null;
      agent: string;
      /** @description The other legs of the call, the one that began first first; none for who may not see all calls. */
      legs: components['schemas']['CallLeg'][];
      payerReason: components['schemas']['PayerReason'] | null;
      /** @description The switch was asked to end the call and did not: it goes on. Null for who may not see everything. */
      endRefused: components['schemas']['EndRefused'] | null;
    };
    CallDetail: components['schemas']['Call'] & {
      /**
       * Format: date-time
       * @description null: the call is up.
       */
      endedAt: string | null;
      outcome: components['schemas']['Outcome'] | null;
      endedBy: components['schemas']['EndedBy'] | null;
      /** @description Final SIP status of the INVITE, 0 when there was none; null: the call is up. */
      status: number | null;
      cause: components['schemas']['Cause'] | null;
    };
    /** @description What the switch said when it was asked to end a call that goes on. */
    EndRefused: {
      /** @description Who asked for it; null: nobody did, and the balance was used up. */
      by: string | null;
      /** @description Why it was to end. */
      reason: string;
      /** @description Why it did not, in words. */
      why: string;
      /**
       * Format: date-time
       * @description When the switch answered, or was given up.
       */
      at: string;
    };
    /** @enum {string} */
    Outcome: 'answered' | 'busy' | 'no-answer' | 'cancelled' | 'rejected' | 'failed';
    /** @enum {string} */
    EndedBy: 'caller' | 'callee' | 'platform' | 'trunk' | 'no-bye';
    /** @description Why a call ended, and by whom; null in records from before it was kept. */
    Cause: {
      code: components['schemas']['CauseCode'];
      /** @description In words, for people. */
      text: string;
      /** @enum {string} */
      by: 'caller' | 'callee' | 'platform' | 'trunk';
      /** Format: date-time */
      at: string;
    };
    /** @enum {string} */
    CauseCode:
      | 'normal'
      | 'busy'
      | 'no-answer'
      | 'declined'
      | 'cancelled'
      | 'unreachable'
      | 'not-found'
      | 'forbidden'
      | 'suspended'
      | 'trunk-failure'
      | 'platform-failure'
      | 'balance-used-up'
      | 'ended-by-operator'
      | 'no-bye'
      | 'other';
    /** @description By which rule an account pays for a call; null when none does, and in records from before it was kept. */
    PayerReason: {
      /** @enum {string} */
      code:
        | 'digest-user'
        | 'source-network'
        | 'registered-aor'
        | 'asserted-identity'
        | 'from'
        | 'parent'
        | 'trunk'
        | 'called-number';
      /** @description In words, for people: by the digest user alice. */
      text: string;
    };
    CdrGroup: {
      /** @description What they share, by each word of by; null where they have none. */
      key: {
        [key: string]: string | null;
      };
      calls: number;
      answered: number;
      /** Format: date-time */
      firstAt: string;
      /** Format: date-time */
      lastAt: string;
    };
    /** @enum {string} */
    CdrView: 'dialled' | 'received' | 'missed' | 'other';
    /**
     * @default both
     * @enum {string}
     */
    TraceLegs: 'source' | 'destination' | 'both';
    Registration: {
      id: string;
      /** @description Address of record, without scheme. */
      aor: string;
      accountId: string | null;
      /** @description URI; empty for an attempt that failed. */
      contact: string;
      /** @description Null of a binding that is only known from the registrar's answer to another device. */
      receivedFrom: string | null;
      transport: string;
      userAgent: string | null;
      /** Format: date-time */
      registeredAt: string;
      /** Format: date-time */
      expiresAt: string | null;
      /** @enum {string} */
      state: 'active' | 'expired' | 'failed' | 'removed';
      /** @description Of a failure: 403 Forbidden. */
      cause: string | null;
    };
    Reachability: {
      /** @description Whether it can receive calls; null when nobody can tell from here. */
      reachable: boolean | null;
      /**
       * @description reachable with reachable null: it is registered, and no test has asked whether it answers.
       * @enum {string}
       */
      code: 'reachable' | 'silent' | 'refused' | 'expired' | 'moved' | 'not-registered';
      /** @description What was found and what to tell the customer, in words. */
      text: string;
    };
    TestWish: {
      /** @description Id of a registered endpoint. */
      registrationId: string;
      /**
       * @description Of a SIP test alone: also call the endpoint, which rings for a moment, for the call is hung up at the first ringing. Nobody is charged for it. Only an endpoint that answers OPTIONS is called, and only from an address of probe.networks.
       * @default false
       */
      call?: boolean;
    };
    TestBegun: {
      /** @description Id of the test. */
      id: string;
    };
    OptionsAnswers: {
      sent: number;
      received: number;
      minMillis: number | null;
      medianMillis: number | null;
      maxMillis: number | null;
      lastStatus: number | null;
    };
    TestStep: {
      name: string;
      /**
       * @description Null while it is under way.
       * @enum {string|null}
       */
      result: 'ok' | 'warn' | 'fail' | null;
      text: string;
    };
    TestMessage: {
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      direction: 'sent' | 'received';
      source: string;
      target: string;
      transport: string;
      summary: string;
      /** @description As JAIN-SIP writes and reads it. */
      raw: string;
    };
    PathHop: {
      /** @description From 1 for the nearest. */
      hop: number;
      /** @description Null when nobody answered. */
      address: string | null;
      sent: number;
      /** @description 0 to 100. */
      lossPercent: number;
      lastMillis: number | null;
      averageMillis: number | null;
      bestMillis: number | null;
      worstMillis: number | null;
    };
    EndpointTestSummary: {
      id: string;
      /** @enum {string} */
      kind: 'sip' | 'mtr';
      registrationId: string;
      /** @description Address of record. */
      aor: string;
      /**
       * @description failed: it could not be done; its last step says why.
       * @enum {string}
       */
      status: 'running' | 'done' | 'failed';
      /** Format: date-time */
      startedAt: string;
      /** Format: date-time */
      endedAt: string | null;
      /** @description Null while it runs, and of one that failed. */
      verdict: components['schemas']['Reachability'] | null;
      /** @description Of a SIP test that has sent something. */
      options: components['schemas']['OptionsAnswers'] | null;
    };
    EndpointTest: {
      id: string;
      /** @enum {string} */
      kind: 'sip' | 'mtr';
      registrationId: string;
      /** @description Address of record. */
      aor: string;
      accountId: string | null;
      /**
       * @description failed: it could not be done; its last step says why.
       * @enum {string}
       */
      status: 'running' | 'done' | 'failed';
      /** Format: date-time */
      startedAt: string;
      /** Format: date-time */
      endedAt: string | null;
      steps: components['schemas']['TestStep'][];
      /** @description Null while it runs, and of one that failed. */
      verdict: components['schemas']['Reachability'] | null;
      /** @description Of a SIP test that has sent something. */
      options: components['schemas']['OptionsAnswers'] | null;
      /** @description Of a SIP test, in order. */
      messages: components['schemas']['TestMessage'][];
      /** @description Of an MTR test. */
      hops: components['schemas']['PathHop'][];
    };
    RegistrationDetail: components['schemas']['Registration'] & {
      /** @description What happened, newest first, at most 500 events. */
      history: components['schemas']['RegistrationEvent'][];
      verdict: components['schemas']['Reachability'];
    };
    RegistrationEvent: {
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      event: 'registered' | 'refreshed' | 'moved' | 'removed' | 'expired' | 'failed';
      /** @description URI; empty for an attempt that failed. */
      contact: string;
      receivedFrom: string | null;
      /** @description Why, or from where it moved; null where that goes without saying. */
      cause: string | null;
    };
    Quality: {
      /** @description The trunk's address, the destination's name or the account's id. */
      key: string;
      /** @description Calls that were answered or failed. */
      attempts: number;
      answered: number;
      /** @description Answered of attempts; null without attempts. */
      asr: number | null;
      /** @description Those that reached the called side, whatever came of it, of attempts; null without attempts. */
      ner: number | null;
      /** @description Mean length of the calls that ended; null when none did. */
      acdSeconds: number | null;
      /** @description Median of the time from the INVITE to the first ringing, to an eighth; null when nothing rang. */
      pddMillisMedian: number | null;
      /** @description Answered minutes of the calls that ended. */
      minutes: number;
      /** @description What those were charged to the callers' accounts; null when it was in several currencies. */
      revenue: string | null;
      /** @description Of revenue; null when nothing was charged, or in several currencies. */
      currency: string | null;
      /** @description The same, by currency. */
      revenues: {
        [key: string]: string;
      };
      hour: components['schemas']['QualityHour'];
    };
    /** @description The last 60 minutes and the one that runs, the oldest first. */
    QualityHour: {
      /**
       * Format: date-time
       * @description When the first minute begins.
       */
      from: string;
      attempts: number[];
      answered: number[];
      pddMillisMedian: (number | null)[];
    };
    /** @description The same hour of the seven days before, taken together. */
    UsualHour: {
      key: string;
      /** @description On how many of the days there were such calls. */
      days: number;
      /** @description Of all these hours. */
      attempts: number;
      answered: number;
      asr: number;
      acdSeconds: number | null;
      pddMillisMedian: number | null;
    };
    /**
     * @description asr: the share of answered calls of a trunk is below threshold (0 to 1). attempts: a trunk has threshold times more, or fewer, calls than usual in the hour. pdd: a trunk's median delay is above threshold milliseconds. registrations-lost: threshold registrations expired. silent-agent: a capture agent has not sent for threshold times its usual interval. spend: an account's calls that are up cost more than threshold a minute. night-destination: calls of an account that are up, between from and until, cost threshold a minute or more. short-calls: threshold calls of an account lasted a second or less. cut-failed: threshold calls of an account go on although its balance is used up.
     * @enum {string}
     */
    AlarmKind:
      | 'asr'
      | 'attempts'
      | 'pdd'
      | 'registrations-lost'
      | 'silent-agent'
      | 'spend'
      | 'night-destination'
      | 'short-calls'
      | 'cut-failed';
    AlarmRule: {
      id: string;
      name: string;
      kind: components['schemas']['AlarmKind'];
      enabled: boolean;
      /** @description A decimal number above 0; its meaning is that of the kind. */
      threshold: string;
      /** @description With fewer calls, packets or the like it raises nothing. */
      least: number;
      /** @description How many of the last minutes are looked at. */
      minutes: number;
      /** @description When in the day it begins, 22:00; null for always. Of night-destination. */
      from: string | null;
      /** @description When in the day it ends. */
      until: string | null;
      /** @description IANA name of the zone of both. */
      timeZone: string;
    };
    AlarmRuleBody: {
      id?: string;
      name?: string;
      kind?: components['schemas']['AlarmKind'];
      enabled?: boolean;
      /** @description A decimal number above 0; its meaning is that of the kind. */
      threshold?: string;
      /** @description With fewer calls, packets or the like it raises nothing. */
      least?: number;
      /** @description How many of the last minutes are looked at. */
      minutes?: number;
      /** @description When in the day it begins, 22:00; null for always. Of night-destination. */
      from?: string | null;
      /** @description When in the day it ends. */
      until?: string | null;
      /** @description IANA name of the zone of both. */
      timeZone?: string;
    };
    AddressName: {
      /** @description With or without a port; IPv6 as in RFC 5952. */
      address: string;
      name: string;
    };
    AddressNameBody: {
      /** @description If given, the one in the path. */
      address?: string;
      name: string;
    };
    Alarm: {
      id: string;
      ruleId: string;
      kind: components['schemas']['AlarmKind'];
      /** @description Of what: a trunk's address, an account, an agent; all where there is but one. */
      key: string;
      /** @description The account that it is about; null when it is about none. */
      accountId: string | null;
      /** @description What was measured when it was raised. */
      value: string;
      /** @description What the rule allowed then. */
      threshold: string;
      /** @description For people. */
      text: string;
      /** Format: date-time */
      raisedAt: string;
      /**
       * Format: date-time
       * @description Null as long as it is up.
       */
      clearedAt: string | null;
      acknowledgedBy: string | null;
      /** Format: date-time */
      acknowledgedAt: string | null;
      /** @description Ids of calls that raised it, the last ones. */
      calls: string[];
    };
    SearchResult: {
      /** @description What the text was taken for, for people. */
      understood: string;
      items: components['schemas']['SearchFound'][];
    };
    SearchFound: {
      /**
       * @description Where it is shown; number and trunk: call records by their parameter of that name.
       * @enum {string}
       */
      view: 'calls' | 'registrations' | 'accounts' | 'account' | 'number' | 'trunk' | 'call';
      /** @description What it is there, for people. */
      as: string;
      /** @description By which the view shows it. */
      find: string;
      count: number;
    };
    Agent: {
      /** @description Names the item: the collector's name and the agent's id, with a slash between them. */
      path: string;
      /** @description Empty for senders that belong to no agent. */
      id: string;
      name: string;
      /** @description Whether it stands in hep.agents. */
      configured: boolean;
      /** @description Where its packets may come from; empty: from anywhere, with its key. */
      networks: string[];
      /** @description Whether its packets must bear a key. */
      keyed: boolean;
      /** @description The address by which its switch is known outside. */
      advertisedAddress: string | null;
      mayBill: boolean;
      anyTime: boolean;
      /**
       * Format: date-time
       * @description null: never.
       */
      lastSeen: string | null;
      packets: number;
      bytes: number;
      /** @description Between the last two reports. */
      packetsPerSecond: number | null;
      refused: components['schemas']['Reason'][];
      broken: components['schemas']['Reason'][];
      truncated: number;
      keepAlives: number;
      notSip: components['schemas']['Reason'][];
      unreadableSip: number;
      /** @description Packets whose capture time was not believed. */
      clamped: number;
      /** @description SIP messages that had come a moment before already, forwarded all the same. */
      duplicates: number;
      /** @description HEP chunks beyond what is carried on with a message. */
      chunksLeftOut: number;
      /** @description By how much its clock is ahead of the collector's, less the shortest way of a message of the last minute. */
      clockSkewMicros: number | null;
      /** @description How much later than the promptest message of the last minute the latest came. */
      lateMicros: number | null;
      /** @description Open TCP and TLS connections from its networks. */
      connections: number;
      /** @description How long there usually is between two of its packets, at least ten seconds; null before its first. */
      usualMillis: number | null;
      /**
       * @description late: it has not sent for three times its usual interval; silent: for six times.
       * @enum {string}
       */
      activity: 'sending' | 'late' | 'silent' | 'never';
      collector: components['schemas']['Collector'];
    };
    Collector: {
      name: string;
      /** @description Whether it has told nothing for ten seconds: what is shown of it is old. */
      silent: boolean;
      /** Format: date-time */
      publishedAt: string;
      /**
       * Format: date-time
       * @description Everything is counted since then.
       */
      startedAt: string;
      listens: {
        /** @enum {string} */
        transport: 'udp' | 'tcp' | 'tls';
        address: string;
      }[];
      /** @description Of each UDP socket. */
      receiveBuffer: {
        askedBytes: number;
        grantedBytes: number;
      } | null;
      /** @description Datagrams that the kernel dropped because a receive buffer was full. */
      kernelDrops: number;
      /** @description Records of the journal that Kafka does not have. */
      backlogRecords: number;
      /** @description How long the oldest of them has been waiting. */
      lagMicros: number;
      /**
       * Format: date-time
       * @description null: it is not.
       */
      diskFullSince: string | null;
      toJournal: components['schemas']['Latency'];
      toKafka: components['schemas']['Latency'];
    };
    /** @description From receipt on, since the collector started; 0 when there were no packets. */
    Latency: {
      p50Micros: number;
      p99Micros: number;
      p999Micros: number;
      maxMicros: number;
    };
    Reason: {
      reason: string;
      count: number;
      /** @description What to do; null when nothing is wrong. */
      advice: string | null;
    };
    HepCounts: {
      taken: number;
      /** @description By the agents, their keys or networks: the counters say why. */
      refused: number;
      /** @description Not readable as HEP; kept in the journal. */
      broken: number;
      keepAlives: number;
    };
    AgentReload: {
      added: string[];
      removed: string[];
      changed: string[];
      /** @description From addresses where no agent may send from any more. */
      closedConnections: number;
      /** @description Other keys that differ in the file. */
      needRestart: string[];
    };
    /** @description The record of a call that has ended. */
    Cdr: {
      callId: string;
      accountId: string | null;
      calledAccountId: string | null;
      from: string;
      to: string;
      /** Format: date-time */
      startedAt: string;
      /** Format: date-time */
      ringingAt: string | null;
      /** Format: date-time */
      answeredAt: string | null;
      /** Format: date-time */
      endedAt: string;
      /** @description From the first ringing to the answer, or to the end of a call that was not answered. */
      ringMillis: number | null;
      /** @description From the answer to the end. */
      durationMillis: number;
      billedSeconds: number;
      /** @description Free minutes of the package that the call took: whole ones. */
      freeSeconds: number;
      outcome: components['schemas']['Outcome'];
      endedBy: components['schemas']['EndedBy'];
      /** @description Final SIP status of the INVITE; 0 when there was none. */
      status: number;
      /**
       * @description unrated: answered, but no rate fits; it waits to be rated again.
       * @enum {string}
       */
      rating: 'rated' | 'unrated' | 'not-charged';
      /** @description A decimal number. */
      price: string | null;
      currency: string | null;
      destination: string | null;
      /** @description A decimal number. */
      ratePerMinute: string | null;
      source: string;
      target: string;
      agent: string;
      userAgent: string | null;
      /** @description By which the call is known: its Call-ID, and where that is used again, a semicolon and the From tag behind it. */
      id: string;
      cause: components['schemas']['Cause'] | null;
      /** @description clock-skew: the clocks of the agents that saw answer and end differ by more than the call's own times allow; the measured difference is taken off, and the duration is doubtful. capture-gap: the capture has a gap in which the call ended, or was answered. invite-unknown: it is not known which INVITE was answered, or whose credentials in it count; who pays and which number was called is doubtful. closed-by-operator: an operator had it closed while nobody knew whether it was up. */
      flags: string[];
      payerReason: components['schemas']['PayerReason'] | null;
      /** @description The address, without its port, to which the platform sent the call; null when it never left the platform, and of one to an account of its own. */
      trunk: string | null;
      /** @description The other legs of the call that the caller may see, the one that began first first. */
      legs: components['schemas']['CdrLeg'][];
    };
    /** @description A line of the sum by which a price came about. */
    Step: {
      text: string;
      /** @description A decimal number. */
      amount: string;
    };
    /** @description A line of a card. */
    Rate: {
      prefix: string;
      destination: string;
      /** @description A decimal number. */
      ratePerMinute: string;
      /** @description A decimal number. */
      connectFee: string;
      firstIncrement: number;
      nextIncrement: number;
      graceSeconds: number;
      freeSeconds: number;
      /** @description A decimal number. */
      maxPrice: string | null;
      /** Format: date-time */
      effectiveFrom: string | null;
      /** Format: date-time */
      effectiveUntil: string | null;
      /** @description When in the week the line holds, in the card's zone, as in mon-fri 08:00-18:00; null for always. One that ends before it starts goes on over midnight. */
      window: string | null;
      /** @description Second of the call from which on the line prices it. */
      fromSecond: number;
    };
    /** @description All lines of the prefix that were valid at the answer, where the price of a minute changes in the course of the call. */
    Course: {
      timeZone: string;
      /** Format: date-time */
      answeredAt: string;
      rates: components['schemas']['Rate'][];
    };
    /** @description What was put on a minute: (cost + fixed) × (1 + percent / 100). */
    Markup: {
      /** @description Whose it is, as in card retail. */
      by: string;
      /** @description A decimal number. */
      cost: string;
      /** @description A decimal number. */
      fixed: string;
      /** @description A decimal number. */
      percent: string;
    };
    /** @description What the account's package made of the tariff, or the platform of a call to a free number. */
    PackageTerms: {
      /** @description Null where the platform lets calls to the number go for nothing. */
      id: string | null;
      /** @description Seconds that replaced both increments; 0 for none. */
      pulse: number;
      /** @description Why the call cost nothing. */
      free: string | null;
      allowance: components['schemas']['Allowance'] | null;
    };
    /** @description The free minutes of an account's month, from which the call takes. */
    Allowance: {
      minutes: number;
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      until: string;
    };
    /** @description What a call was charged by. */
    Tariff: {
      cardId: string;
      currency: string;
      decimals: number;
      /** @enum {string} */
      rounding: 'half-up' | 'up';
      /** @description The line that fits at the answer, with all markups and in the increments of the package. */
      rate: components['schemas']['Rate'];
      course: components['schemas']['Course'] | null;
      markups: components['schemas']['Markup'][];
      packageTerms: components['schemas']['PackageTerms'] | null;
    };
    /** @description Another leg of a call that has ended, joined by what both bear. */
    CdrLeg: {
      /** @description By which the leg itself is known. */
      id: string;
      /** @description SIP Call-ID of the leg. */
      callId: string;
      /** @description The account that pays for it; null on a leg that the platform makes. */
      accountId: string | null;
      /** @description Calling number (E.164 digits) or user. */
      from: string;
      /** @description Called number (E.164 digits) or user. */
      to: string;
      /**
       * Format: date-time
       * @description Its first INVITE.
       */
      startedAt: string;
      /**
       * Format: date-time
       * @description The first 2xx to INVITE.
       */
      answeredAt: string | null;
      /** Format: date-time */
      endedAt: string;
      outcome: components['schemas']['Outcome'];
      source: string;
      target: string;
      agent: string;
    };
    /** @description What one of those who pay for a call was charged: each in its own currency, never added up. */
    CdrTier: {
      /** @description 0 for the caller's own account, 1 for its parent, and so on up; the provider comes behind the highest, and who has the called number behind that. */
      level: number;
      /** @enum {string} */
      role: 'caller' | 'reseller' | 'provider' | 'number';
      accountId: string;
      /** @description The account to which it pays; null when that is the platform. */
      parentId: string | null;
      /** @description Null when no rate fitted. */
      cardId: string | null;
      billedSeconds: number;
      /** @description Free minutes of its package that the call took: whole ones. */
      freeSeconds: number;
      /** @enum {string} */
      rating: 'rated' | 'unrated' | 'not-charged';
      /** @description A decimal number. */
      price: string | null;
      currency: string | null;
      steps: components['schemas']['Step'][];
      payerReason: components['schemas']['PayerReason'] | null;
    };
    CdrDetail: components['schemas']['Cdr'] & {
      steps: components['schemas']['Step'][];
      tariff: components['schemas']['Tariff'] | null;
      /** @description What each of those who pay was charged that the caller may see, the caller's own account first. */
      tiers: components['schemas']['CdrTier'][];
    };
    /** @description How one stream of a call arrived, as who received it says. */
    StreamQuality: {
      /**
       * @description What says so: RTCP reports, or a header of the BYE or of its answer (X-RTP-Stat and the like).
       * @enum {string}
       */
      by: 'rtcp' | 'rtp-stat';
      /** @description Call-ID of the leg. */
      callId: string;
      /**
       * @description Which side of the leg received the stream; null where its SDP does not tell.
       * @enum {string|null}
       */
      listener: 'caller' | 'callee' | null;
      /** @description Address and port that reported. */
      receiver: string;
      /** @description Address and port to which it reported, from which the stream came; null of a header. */
      sender: string | null;
      agent: string;
      reports: number;
      /** Format: date-time */
      firstAt: string;
      /** Format: date-time */
      lastAt: string;
      /** @description Mean over the reports. */
      jitterMillis: number | null;
      maxJitterMillis: number | null;
      /** @description Of the packets, 0 to 100. */
      lossPercent: number | null;
      /** @description In all; less than none where some came twice. */
      packetsLost: number | null;
      /** @description Mean, from the capture agent to the receiver and back. */
      roundTripMillis: number | null;
      /** @description 1 to 5, for a conversation. */
      mos: number | null;
      /** @description Whether it is reckoned from loss, jitter and round trip (E-model, ITU-T G.107), and not by the receiver. */
      mosEstimated: boolean | null;
    };
    TraceMessage: {
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      leg: 'source' | 'destination';
      source: string;
      target: string;
      transport: string;
      agent: string;
      summary: string;
      /** @description The message; bytes that are not UTF-8 are replaced. The pcap has them as they were. */
      raw: string;
      /** @description stray: of no transaction and no dialog of the call; it moved nothing. truncated, clock-corrected, not-sip and others: what is wrong with it. */
      flags: string[];
    };
    Account: {
      id: string;
      name: string;
      currency: string;
      /** @enum {string} */
      balanceManagement: 'none' | 'soft' | 'hard';
      /** @description A decimal number. */
      creditLimit: string;
      /** @description A decimal number. */
      lowBalanceThreshold: string | null;
      /** @description Whom to write to when the balance crosses the threshold or the limit. */
      lowBalanceEmail: string | null;
      rateCardId: string | null;
      sipUsers: string[];
      sourceNetworks: string[];
      numbers: string[];
      billingDay: number;
      /** @description The package by which it takes its calls, instead of the card. */
      packageId: string | null;
      /** @description The reseller to which it belongs. */
      parentId: string | null;
      /** @description Addresses or networks to which the platform sends calls that this account, a provider, carries. */
      trunks: string[];
      /** @description In whose way it dials: two letters; null when its numbers are in international form. */
      country: string | null;
      /** @description What it dials before a country's code; empty for what its country has. */
      internationalPrefixes: string[];
      /** @description What it dials before a national number, or none; null for what its country has. */
      trunkPrefix: string | null;
      /** @description Of whoever is written to, for the mails. */
      firstName: string | null;
      /** @description Of whoever is written to, for the mails. */
      lastName: string | null;
      status: components['schemas']['AccountStatus'];
      /** @description Why somebody has to look after it: what moves its money and could not be processed, see /dead-letters; null when nothing is. */
      needsAttention: string | null;
    };
    AccountBody: {
      /** @description If given, the one in the path. */
      id?: string;
      /** @description For people, up to 200 characters. */
      name: string;
      /** @description ISO 4217 code; that of the rate card. It stays once something was booked. */
      currency: string;
      /**
       * @description What happens when the balance reaches 0 − creditLimit.
       * @default none
       * @enum {string}
       */
      balanceManagement?: 'none' | 'soft' | 'hard';
      /**
       * @description 0 or more.
       * @default 0
       */
      creditLimit?: string;
      /** @description A decimal number. */
      lowBalanceThreshold?: string | null;
      /** @description Whom to write to when the balance crosses the threshold or the limit: one address. */
      lowBalanceEmail?: string | null;
      rateCardId?: string | null;
      /** @description User names by which its calls are known. Each belongs to one account, as numbers and networks do. */
      sipUsers?: string[];
      /** @description 192.0.2.7 or 192.0.2.0/24. */
      sourceNetworks?: string[];
      /** @description E.164 digits without +. */
      numbers?: string[];
      /** @default 1 */
      billingDay?: number;
      /** @description A package whose card is in the account's currency. */
      packageId?: string | null;
      /** @description The reseller to which it belongs, which is charged for its calls by its own card. At most eight accounts stand above one. */
      parentId?: string | null;
      /** @description Of a provider: addresses or networks to which the platform sends calls. Calls that go there are charged to this account by its card. Each belongs to one account. */
      trunks?: string[];
      /** @description The two letters of the country in whose way it dials (ISO 3166), as in DE: of that come its code and both prefixes. Without it numbers are in international form, with or without + or 00. */
      country?: string | null;
      /** @description What it dials before a country's code, instead of what its country has: 1 to 8 digits each. */
      internationalPrefixes?: string[];
      /** @description What it dials before a national number, instead of what its country has: 1 to 4 digits, or none for national numbers that are dialled as they are. Needs a country. */
      trunkPrefix?: string | null;
      /** @description Of whoever is written to, up to 200 characters. */
      firstName?: string | null;
      /** @description Of whoever is written to, up to 200 characters. */
      lastName?: string | null;
      /**
       * @description Cannot be set; if given, the one that it has.
       * @enum {string}
       */
      status?: 'active' | 'low' | 'overdrawn' | 'suspended';
      /** @description Cannot be set, and is not looked at. */
      needsAttention?: string | null;
    };
    /** @enum {string} */
    AccountStatus: 'active' | 'low' | 'overdrawn' | 'suspended';
    Balance: {
      accountId: string;
      /** @description The sum of the ledger's entries. */
      balance: string;
      /** @description What is reserved for the calls that are up: what they would cost if they ended within this second. Not yet in the balance. */
      reserved: string;
      /** @description How far it is from its limit: balance and credit limit, less what is reserved. */
      available: string;
      currency: string;
      status: components['schemas']['AccountStatus'];
      /**
       * Format: date-time
       * @description When the calls that are up will have used the balance up, if they go on.
       */
      exhaustsAt: string | null;
      /** @description Of the free minutes of the account's month what no call has begun: whole minutes. 0 without any. */
      freeSecondsLeft: number;
      /** @description The account above it because of which it is suspended; null when that is its own balance, or nothing. */
      suspendedBy: string | null;
      /** @description Why somebody has to look after it: what moves its money and could not be processed, see /dead-letters, or calls that go on although the switch was asked to end them; null when nothing is. */
      needsAttention: string | null;
    };
    DeadLetter: {
      /** @description By which it is put back: topic, partition and offset of the record. */
      id: string;
      accountId: string;
      /** @description Id of the call of which it tells; its later records wait behind it. */
      callId: string | null;
      /** @description From which it was read; null when rating failed at the account by itself. */
      topic: string | null;
      partition: number;
      offset: number;
      /** @description What failed. */
      reason: string;
      /**
       * Format: date-time
       * @description When it failed last.
       */
      at: string;
      attempts: number;
    };
    AuthorizeBody: {
      /** @description Calling number or user. */
      from?: string | null;
      /** @description Called number or user. */
      to: string;
      /** @description User name of credentials that the switch has checked. */
      sipUser?: string | null;
      /** @description Address, or address and port, from which the INVITE came. */
      sourceAddress?: string | null;
    };
    Authorization: {
      allowed: boolean;
      /** @description Null when none is known. */
      accountId: string | null;
      /** @description How long the money of all who pay lasts, at most four hours. */
      maxSeconds: number;
      /**
       * Format: date-time
       * @description Until when it is held; null when nothing is.
       */
      validUntil: string | null;
      /** @description A decimal number. */
      ratePerMinute: string | null;
      /** @description Why, and by which rule the account was found, in words. */
      reason: string;
    };
    BookingBody: {
      /** @description Chosen by the caller, unique within the account: the same order sent again books nothing twice. */
      id: string;
      /** @description More than 0. */
      amount: string;
      /** @default  */
      description?: string;
    };
    ChargeBody: {
      /** @description Sending it again books nothing twice. */
      id: string;
      /** @description More than 0. */
      amount: string;
      /** @description The reason. */
      description: string;
    };
    CorrectionBody: {
      /** @description Sending it again books nothing twice. */
      id: string;
      /** @description Not 0: more gives money back, less takes it. */
      amount: string;
      /** @description The reason. */
      description: string;
    };
    RerateBody: {
      /**
       * Format: date-time
       * @description First moment at which a call began.
       */
      from: string;
      /**
       * Format: date-time
       * @description It began before this.
       */
      to: string;
      /** @description What this account pays. */
      accountId?: string | null;
      /** @description What was charged by this card; of what had no rate, what would be. */
      cardId?: string | null;
      /** @description Of called numbers. */
      prefix?: string | null;
      /** @description A card that takes the place of the one that is today's; with accountId or cardId. */
      withCardId?: string | null;
      /** @description Book what differs as corrections. */
      apply?: boolean | null;
      /** @description Tell every call that differs. */
      calls?: boolean | null;
    };
    RerateEvent:
      | {
          /** @constant */
          kind: 'call';
          id: string;
          level: number;
          /** @enum {string} */
          role: 'caller' | 'reseller' | 'provider' | 'number';
          accountId: string;
          to: string;
          /** Format: date-time */
          startedAt: string;
          durationMillis: number;
          /** @description Null when it had no price. */
          before: string | null;
          after: string;
          currency: string;
        }
      | {
          /** @constant */
          kind: 'progress';
          records: number;
          /**
           * Format: date-time
           * @description The day of the last of them.
           */
          day: string;
        }
      | {
          /** @constant */
          kind: 'result';
          /** @description Looked at: one a tier of a call. */
          records: number;
          differ: number;
          /** @description Of those that differ, the ones that had no price. */
          ratedFirst: number;
          /** @description Those that no rate fits now: they stay as they are. */
          withoutRate: number;
          /** @description Corrections that were ordered. */
          ordered: number;
          items: {
            accountId: string;
            destination: string | null;
            currency: string;
            calls: number;
            before: string;
            after: string;
            /** @description What the account pays more. */
            difference: string;
          }[];
          /** @description What those below a tier pay more, less what it pays more itself; accountId is null for the platform. */
          gains: {
            accountId: string | null;
            currency: string;
            gain: string;
          }[];
        }
      | {
          /** @constant */
          kind: 'broken-off';
          message: string;
          ordered: number;
        };
    Booking: {
      id: string;
      /** @enum {string} */
      type: 'payment' | 'charge' | 'correction';
      /** @description A decimal number. */
      amount: string;
      description: string;
      /** @description Whether the ledger has it. If not yet, it is safe and will be. */
      booked: boolean;
      /** @description A decimal number. */
      balanceAfter: string | null;
      currency: string;
      /** Format: date-time */
      at: string | null;
    };
    /** @description What one tier of a call that has ended costs the account. */
    ChargedCall: {
      /** @description By which the call is known. */
      id: string;
      callId: string;
      /** @description The tier: 0 is the caller's own account. */
      level: number;
      /**
       * @description Why the account pays.
       * @enum {string}
       */
      role: 'caller' | 'number' | 'provider' | 'reseller';
      from: string;
      to: string;
      /** Format: date-time */
      startedAt: string;
      /** Format: date-time */
      answeredAt: string;
      /** Format: date-time */
      endedAt: string;
      /** @description From the answer to the end. */
      durationMillis: number;
      billedSeconds: number;
      /** @enum {string} */
      rating: 'rated' | 'unrated' | 'not-charged';
      /** @description A decimal number; null when no rate fits. */
      price: string | null;
      currency: string | null;
      /** @description Address and port to which the INVITE went. */
      target: string;
    };
    LedgerEntry: {
      id: string;
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      type: 'call' | 'payment' | 'charge' | 'fee' | 'correction';
      /** @description What was added: negative for a debit. */
      amount: string;
      /** @description A decimal number. */
      balanceAfter: string;
      currency: string;
      /** @description Call-ID of a call, of one that was rated again with # and its revision behind it; id of a payment, charge or correction. */
      reference: string;
      description: string;
    };
    RateCard: {
      id: string;
      name: string;
      currency: string;
      timeZone: string;
      decimals: number;
      /** @enum {string} */
      rounding: 'half-up' | 'up';
      /** @description Number of rates. */
      rates: number;
      /** @description The upload that is in force. */
      ratesVersion: string | null;
      /** @description The card from which it is derived. */
      parentCardId: string | null;
      /** @description Put on a minute of the parent's rates first. */
      markupFixed: string;
      /** @description Put on that. */
      markupPercent: string;
    };
    RateCardBody: {
      /** @description If given, the one in the path. */
      id?: string;
      /** @description For people, up to 200 characters. */
      name: string;
      /** @description ISO 4217 code. */
      currency: string;
      /**
       * @description IANA name.
       * @default UTC
       */
      timeZone?: string;
      /** @default 6 */
      decimals?: number;
      /**
       * @default half-up
       * @enum {string}
       */
      rounding?: 'half-up' | 'up';
      /** @description Cannot be set; if given, as it is. */
      rates?: number;
      /** @description Cannot be set; if given, as it is. */
      ratesVersion?: string | null;
      /** @description A card in the same currency whose rates this one has too, with the markup on top; of the same prefix its own win. */
      parentCardId?: string | null;
      /**
       * @description 0 or more a minute.
       * @default 0
       */
      markupFixed?: string;
      /**
       * @description 0 or more.
       * @default 0
       */
      markupPercent?: string;
    };
    Number: {
      number: string;
      /** @description Who has it; null for nobody. */
      accountId: string | null;
      /** @description What a minute of a call to it costs who has it, by the second. */
      ratePerMinute: string;
      /** @description For each month of the account; of the first one as its package says. */
      monthlyFee: string;
      /** @description Once an account. */
      setupFee: string;
      /** @description Where the switch sends calls to it. */
      target: string | null;
    };
    NumberBody: {
      /** @description If given, the one in the path. */
      number?: string;
      /** @description An account; null for nobody. */
      accountId?: string | null;
      /**
       * @description What a minute of a call to it costs the account, by the second.
       * @default 0
       */
      ratePerMinute?: string;
      /**
       * @description For each month of the account; of the first one as its package says, and whole without one.
       * @default 0
       */
      monthlyFee?: string;
      /**
       * @description Once an account, when it gets the number.
       * @default 0
       */
      setupFee?: string;
      /** @description Where the switch sends calls to it. */
      target?: string | null;
    };
    Package: {
      id: string;
      name: string;
      rateCardId: string;
      /** @description Put on a minute of the card's rates first. */
      markupFixed: string;
      /** @description Put on that. */
      markupPercent: string;
      /** @description Seconds that replace both increments; 0 for those of the card. */
      pulse: number;
      freePrefixes: string[];
      /** @description A decimal number. */
      freeBelowRate: string | null;
      onNetFree: boolean;
      /** @description Of each month of an account; 0 for none. */
      freeMinutes: number;
      /** @description For each month of an account. */
      monthlyFee: string;
      /** @description Once an account. */
      setupFee: string;
      /** @description Whether of the month in which an account takes it only the days that are left are charged. */
      proRata: boolean;
    };
    PackageBody: {
      /** @description If given, the one in the path. */
      id?: string;
      /** @description For people, up to 200 characters. */
      name: string;
      /** @description The card that prices its calls. */
      rateCardId: string;
      /**
       * @description 0 or more a minute.
       * @default 0
       */
      markupFixed?: string;
      /**
       * @description 0 or more.
       * @default 0
       */
      markupPercent?: string;
      /** @default 0 */
      pulse?: number;
      /** @description Calls to numbers under them cost nothing: 1 to 15 digits each. */
      freePrefixes?: string[];
      /** @description Calls cost nothing of which a minute, with all markups, costs that much or less at the answer. */
      freeBelowRate?: string | null;
      /**
       * @description Whether calls to numbers and users of the platform's own accounts cost nothing.
       * @default false
       */
      onNetFree?: boolean;
      /**
       * @description Of each month of an account, from its billing day on; whole minutes, taken by all its calls together.
       * @default 0
       */
      freeMinutes?: number;
      /**
       * @description Charged for each month of an account that has the package, from its billing day on.
       * @default 0
       */
      monthlyFee?: string;
      /**
       * @description Charged once an account, when it takes the package.
       * @default 0
       */
      setupFee?: string;
      /**
       * @description Whether of the month in which an account takes the package, or a number beside it, only the days that are left are charged, the first one included, and not the whole month.
       * @default false
       */
      proRata?: boolean;
    };
    Quote: {
      /** @description The number as it is rated: of an account what it means when it dials to. */
      number: string;
      /** @description A decimal number. */
      price: string;
      currency: string;
      prefix: string;
      destination: string;
      billedSeconds: number;
      /** @description Free minutes that the call would take: whole ones. */
      freeSeconds: number;
      steps: components['schemas']['Step'][];
      /** @description Of an account: all that would pay, itself first; of a card or a package none. */
      tiers: components['schemas']['CdrTier'][];
    };
    RateChanges: {
      /** @description Lines of the card. */
      before: number;
      /** @description Lines that it would have. */
      after: number;
      added: number;
      changed: number;
      /** @description Of those that change, those whose minute costs more. */
      dearer: number;
      /** @description Of those that change, those whose minute costs less. */
      cheaper: number;
      removed: number;
      unchanged: number;
      /** @description The first 1,000 that do not stay, by prefix. */
      items: components['schemas']['RateChange'][];
    };
    RateChange: {
      /** @enum {string} */
      change: 'added' | 'changed' | 'removed';
      prefix: string;
      before: components['schemas']['Rate'] | null;
      after: components['schemas']['Rate'] | null;
    };
    CallReport: {
      /** Format: date-time */
      since: string;
      /** Format: date-time */
      until: string;
      items: components['schemas']['CallReportRow'][];
    };
    CallReportRow: {
      /** @description Null for the platform. */
      accountId: string | null;
      /** @description Null of calls that have no price. */
      currency: string | null;
      /** @description Answered calls for which it pays. */
      calls: number;
      /** @description Of them, those that have no price. */
      unrated: number;
      /** @description How long they lasted, together. */
      durationMillis: number;
      /** @description Seconds that were charged. */
      billedSeconds: number;
      /** @description Free minutes that they took, in seconds. */
      freeSeconds: number;
      /** @description What it was charged; of the platform what providers get. */
      cost: string;
      /** @description What those right below it were charged; of a provider what it gets. */
      price: string;
      /** @description price less cost. */
      profit: string;
    };
    QualityReport: {
      /** Format: date-time */
      since: string;
      /** Format: date-time */
      until: string;
      items: components['schemas']['QualityReportRow'][];
    };
    QualityReportRow: {
      /** @description The trunk's address, the destination's name or the account's id. */
      key: string;
      /** @description Calls that were answered or failed. */
      attempts: number;
      answered: number;
      /** @description Answered of attempts, 0 to 1. */
      asr: number;
      /** @description Those that reached the called side, of attempts (ITU-T E.425), 0 to 1. */
      ner: number;
      /** @description Mean length of those that were answered; null when none was. */
      acdSeconds: number | null;
      /** @description Median of the time to the first ringing, or to the answer where nothing rang: to 16 ms above a second. Null without any. */
      pddMillisMedian: number | null;
      /** @description Answered minutes. */
      minutes: number;
      /** @description What the callers' accounts were charged, as it stands now; null in several currencies. */
      revenue: string | null;
      /** @description Null when nothing was charged, or in several. */
      currency: string | null;
    };
    FinanceReport: {
      /** Format: date-time */
      since: string;
      /** Format: date-time */
      until: string;
      items: components['schemas']['FinanceReportRow'][];
    };
    FinanceReportRow: {
      month: string;
      /** @description Null for the platform. */
      accountId: string | null;
      currency: string;
      /** @description Answered calls for which it pays. */
      calls: number;
      /** @description What it was charged for the calls that began in the month, as it stands now. */
      cost: string;
      /** @description What those right below it were charged for theirs. */
      price: string;
      /** @description price less cost. */
      profit: string;
      /** @description What was booked in the month for calls that ended; less than 0 for a debit, as all that follows. */
      callCharges: string;
      /** @description Money that came in. */
      payments: string;
      /** @description What else was charged. */
      charges: string;
      /** @description Of packages and numbers. */
      fees: string;
      /** @description By hand, and of calls that were rated again. */
      corrections: string;
      /** @description By so much the balance moved. */
      total: string;
    };
    Login: {
      token: string;
    };
    Session: {
      /** @enum {string} */
      role: 'admin' | 'noc' | 'billing' | 'support' | 'reseller';
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
};
export type Error = components['schemas']['Error'];
export type Health = components['schemas']['Health'];
export type CallLeg = components['schemas']['CallLeg'];
export type Call = components['schemas']['Call'];
export type CallDetail = components['schemas']['CallDetail'];
export type EndRefused = components['schemas']['EndRefused'];
export type Outcome = components['schemas']['Outcome'];
export type EndedBy = components['schemas']['EndedBy'];
export type Cause = components['schemas']['Cause'];
export type CauseCode = components['schemas']['CauseCode'];
export type PayerReason = components['schemas']['PayerReason'];
export type CdrGroup = components['schemas']['CdrGroup'];
export type CdrView = components['schemas']['CdrView'];
export type TraceLegs = components['schemas']['TraceLegs'];
export type Registration = components['schemas']['Registration'];
export type Reachability = components['schemas']['Reachability'];
export type TestWish = components['schemas']['TestWish'];
export type TestBegun = components['schemas']['TestBegun'];
export type OptionsAnswers = components['schemas']['OptionsAnswers'];
export type TestStep = components['schemas']['TestStep'];
export type TestMessage = components['schemas']['TestMessage'];
export type PathHop = components['schemas']['PathHop'];
export type EndpointTestSummary = components['schemas']['EndpointTestSummary'];
export type EndpointTest = components['schemas']['EndpointTest'];
export type RegistrationDetail = components['schemas']['RegistrationDetail'];
export type RegistrationEvent = components['schemas']['RegistrationEvent'];
export type Quality = components['schemas']['Quality'];
export type QualityHour = components['schemas']['QualityHour'];
export type UsualHour = components['schemas']['UsualHour'];
export type AlarmKind = components['schemas']['AlarmKind'];
export type AlarmRule = components['schemas']['AlarmRule'];
export type AlarmRuleBody = components['schemas']['AlarmRuleBody'];
export type AddressName = components['schemas']['AddressName'];
export type AddressNameBody = components['schemas']['AddressNameBody'];
export type Alarm = components['schemas']['Alarm'];
export type SearchResult = components['schemas']['SearchResult'];
export type SearchFound = components['schemas']['SearchFound'];
export type Agent = components['schemas']['Agent'];
export type Collector = components['schemas']['Collector'];
export type Latency = components['schemas']['Latency'];
export type Reason = components['schemas']['Reason'];
export type HepCounts = components['schemas']['HepCounts'];
export type AgentReload = components['schemas']['AgentReload'];
export type Cdr = components['schemas']['Cdr'];
export type Step = components['schemas']['Step'];
export type Rate = components['schemas']['Rate'];
export type Course = components['schemas']['Course'];
export type Markup = components['schemas']['Markup'];
export type PackageTerms = components['schemas']['PackageTerms'];
export type Allowance = components['schemas']['Allowance'];
export type Tariff = components['schemas']['Tariff'];
export type CdrLeg = components['schemas']['CdrLeg'];
export type CdrTier = components['schemas']['CdrTier'];
export type CdrDetail = components['schemas']['CdrDetail'];
export type StreamQuality = components['schemas']['StreamQuality'];
export type TraceMessage = components['schemas']['TraceMessage'];
export type Account = components['schemas']['Account'];
export type AccountBody = components['schemas']['AccountBody'];
export type AccountStatus = components['schemas']['AccountStatus'];
export type Balance = components['schemas']['Balance'];
export type DeadLetter = components['schemas']['DeadLetter'];
export type AuthorizeBody = components['schemas']['AuthorizeBody'];
export type Authorization = components['schemas']['Authorization'];
export type BookingBody = components['schemas']['BookingBody'];
export type ChargeBody = components['schemas']['ChargeBody'];
export type CorrectionBody = components['schemas']['CorrectionBody'];
export type RerateBody = components['schemas']['RerateBody'];
export type RerateEvent = components['schemas']['RerateEvent'];
export type Booking = components['schemas']['Booking'];
export type ChargedCall = components['schemas']['ChargedCall'];
export type LedgerEntry = components['schemas']['LedgerEntry'];
export type RateCard = components['schemas']['RateCard'];
export type RateCardBody = components['schemas']['RateCardBody'];
export type Number = components['schemas']['Number'];
export type NumberBody = components['schemas']['NumberBody'];
export type Package = components['schemas']['Package'];
export type PackageBody = components['schemas']['PackageBody'];
export type Quote = components['schemas']['Quote'];
export type RateChanges = components['schemas']['RateChanges'];
export type RateChange = components['schemas']['RateChange'];
export type CallReport = components['schemas']['CallReport'];
export type CallReportRow = components['schemas']['CallReportRow'];
export type QualityReport = components['schemas']['QualityReport'];
export type QualityReportRow = components['schemas']['QualityReportRow'];
export type FinanceReport = components['schemas']['FinanceReport'];
export type FinanceReportRow = components['schemas']['FinanceReportRow'];
export type Login = components['schemas']['Login'];
export type Session = components['schemas']['Session'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
