const numbers = [
  '65000.2401',
  '65020.2401',
  '65000.2403',
  '65000.2405',
  '65000.2408',
  '65000.2409',
  '65710.2402',
];

/** The PDFs of the sample collection, by the publication's number; test/world/softcopies/make-samples.ts makes them. */
export const sampleSoftcopies: ReadonlyMap<string, URL> = new Map(
  numbers.map((number) => [number, new URL(`./softcopies/${number}.pdf`, import.meta.url)]),
);
