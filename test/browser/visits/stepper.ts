import type { Page } from 'playwright-core';

/** The steps that a visit's card shows as passed. */
export const passedSteps = (desk: Page): Promise<string[]> =>
  desk.locator('visit-card .stepper .past').allInnerTexts();
