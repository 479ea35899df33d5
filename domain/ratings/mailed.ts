/** The parameter of the visitor's page that the link of a mail carries, so that the rating tells where it was given. */
export const mailMark = 'surat';
