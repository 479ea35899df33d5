import { escalationRepeatDefault, type Policy } from '../../domain/offices/policy.ts';
import { defaultTypingHoldSeconds } from '../../domain/visits/typing.ts';
import type { VisitTerms } from '../../domain/visits/visit.ts';
import type { Instant } from '../../domain/time.ts';

/** The terms of a visit: what its policy says, and when its office closes. */
export function termsOf(policy: Policy, closesAt: Instant): VisitTerms {
  const { slaBasis, slaSeconds, slaWarnSeconds, noShowSeconds, undoSeconds } = policy;
  const { escalationRepeatMinutes = escalationRepeatDefault } = policy;
  const { typingHoldSeconds = defaultTypingHoldSeconds } = policy;
  return {
    slaBasis,
    slaSeconds,
    slaWarnSeconds,
    noShowSeconds,
    undoSeconds,
    escalationRepeatMinutes,
    typingHoldSeconds,
    closesAt,
  };
}
