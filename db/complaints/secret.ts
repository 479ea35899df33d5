import { secretOf } from '../../domain/complaints/reference.ts';
import type { Cipher } from '../sealing/cipher.ts';

/** The secret of a complaint: made from its id with the key, so that the same press gets the same one again. */
export const complaintSecretOf = (cipher: Cipher, id: string): string =>
  secretOf(cipher.mac(`complaint secret ${id}`));
