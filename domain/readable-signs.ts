/** The signs of codes and secrets that people read and type: without those that are mistaken for others. */
export const readableSigns = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
