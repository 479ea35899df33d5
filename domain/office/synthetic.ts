/** The office of synthetic visits: never the default, on no public screen, in no human figure (CONTRACT section 6). */
export const syntheticOffice = '9999';
