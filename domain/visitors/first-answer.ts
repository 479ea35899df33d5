/** The id of the element of a visitor's page that holds its first answer as JSON. */
export const firstAnswerId = 'first-answer';
