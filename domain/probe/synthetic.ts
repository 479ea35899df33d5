/** The office of synthetic visits: never the default, on no public screen, in no human figure. */
export const syntheticOffice = '9999';
