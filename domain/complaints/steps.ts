/**
 * The stages of a complaint: received, verified and classified, worked on, answered; then closed, handed to another unit, or
 * set aside because it is none.
 */
export const openStages = ['received', 'verified', 'following-up', 'answered'] as const;
export const finalStages = ['closed', 'transferred', 'dismissed'] as const;
export const complaintStages = [...openStages, ...finalStages] as const;
export type FinalStage = (typeof finalStages)[number];
export type ComplaintStage = (typeof complaintStages)[number];

/** The ways in which complaints come, as the service standard names them. */
export const channels = ['box', 'web', 'email', 'phone', 'desk', 'lapor'] as const;
export type Channel = (typeof channels)[number];

/** Who complains: by name, by name but kept from all whom it does not need, or nobody knows. */
export const identities = ['named', 'confidential', 'anonymous'] as const;
export type Identity = (typeof identities)[number];

/**
 * What a complaint is found to be: a request for information, a suggestion, one about rules, one without and one with need
 * of an inspection.
 */
export const complaintKinds = ['information', 'aspiration', 'normative', 'ordinary', 'supervisory'] as const;
export type ComplaintKind = (typeof complaintKinds)[number];

/** How it stands with the answer to a complaint: given in time or late, still owed, overdue, or not owed any more. */
export const answerStates = ['in-time', 'late', 'owed', 'overdue', 'none'] as const;
export type AnswerState = (typeof answerStates)[number];

/** What staff do with a complaint. */
export const staffMoveNames = [
  'verify',
  'assign',
  'message',
  'follow-up',
  'answer',
  'close',
  'reopen',
  'transfer',
  'dismiss',
] as const;
/** What its complainant does. */
export const complainantMoveNames = ['message', 'accept', 'reopen'] as const;
/** What happens by itself: silence closes it, and a changed calendar moves its due times. */
export const ownMoveNames = ['fall-silent', 'move-due'] as const;
export type StaffMoveName = (typeof staffMoveNames)[number];
export type ComplainantMoveName = (typeof complainantMoveNames)[number];
export type ComplaintMoveName = StaffMoveName | ComplainantMoveName | (typeof ownMoveNames)[number];

export const complaintMoveNames: readonly ComplaintMoveName[] = [
  ...new Set([...staffMoveNames, ...complainantMoveNames, ...ownMoveNames]),
];

type LeadsTo = Readonly<Partial<Record<ComplaintMoveName, ComplaintStage>>>;

/** Where each move leads; what is not listed is not allowed. Classifying again is possible until there is an answer. */
export const leadsTo: Readonly<Record<ComplaintStage, LeadsTo>> = {
  received: {
    verify: 'verified',
    assign: 'received',
    message: 'received',
    transfer: 'transferred',
    dismiss: 'dismissed',
    'move-due': 'received',
  },
  verified: {
    verify: 'verified',
    assign: 'verified',
    message: 'verified',
    'follow-up': 'following-up',
    answer: 'answered',
    transfer: 'transferred',
    dismiss: 'dismissed',
    'move-due': 'verified',
  },
  'following-up': {
    verify: 'following-up',
    assign: 'following-up',
    message: 'following-up',
    'follow-up': 'following-up',
    answer: 'answered',
    transfer: 'transferred',
    'move-due': 'following-up',
  },
  answered: {
    assign: 'answered',
    message: 'answered',
    close: 'closed',
    accept: 'closed',
    'fall-silent': 'closed',
    reopen: 'following-up',
    'move-due': 'answered',
  },
  closed: { reopen: 'following-up' },
  transferred: {},
  dismissed: {},
};

/** Whether a complaint is done with, unless it is reopened. */
export const isFinal = (stage: ComplaintStage): stage is FinalStage =>
  (finalStages as readonly string[]).includes(stage);
