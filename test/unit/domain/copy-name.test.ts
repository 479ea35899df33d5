import { describe, expect, test } from 'vitest';
import { nameFaultOf, toCopyName } from '../../../domain/softcopies/request.ts';

const number = 'SC-6500-2026-000123';

describe('what names a copy', () => {
  test.each([
    ['7K3MQ9XWPT', '7K3MQ9XWPT'],
    [' 7k3mq-9xwpt ', '7K3MQ9XWPT'],
    [number, number],
    ['sc 6500 2026 123', number],
    ['SC–6500–2026–000123', number],
    ['6500-2026-000123', number],
    ['SC65002026000123', number],
    ['SC-6500-2026-1234567', 'SC-6500-2026-1234567'],
  ])('%j is %s', (text, name) => {
    expect(toCopyName(text)).toBe(name);
  });

  test.each([
    ['', 'no-name'],
    ['7K3MQ', 'half-code'],
    ['7K3MQ-9XWP', 'half-code'],
    ['SC', 'half-number'],
    ['SC-6500', 'half-number'],
    ['SC-6500-2026', 'half-number'],
    ['sc-6500-2026-', 'half-number'],
    ['6500-2026', 'half-number'],
    ['7K3MQ-9XWPT-A', 'no-name'],
    ['kode', 'no-name'],
    ['SC-6500-2026-1234567890', 'no-name'],
    ["'; drop table", 'no-name'],
  ] as const)('%j is none: %s', (text, fault) => {
    expect(toCopyName(text)).toBeNull();
    expect(nameFaultOf(text)).toBe(fault);
  });
});
