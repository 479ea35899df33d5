import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { unreadable } from '../../domain/unreadable.ts';

const algorithm = 'aes-256-gcm';
const formatVersion = 1;
const keyIdLength = 4;
const nonceLength = 12;
const tagLength = 16;
const secretLength = 32;

/** Unreadable values reported by one process; as many mean that something else is wrong. */
const mostReported = 1_000;

/** Where a value is stored; authenticated with the ciphertext, so that it decrypts nowhere else. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** Encrypts personal fields and signs requests, with keys derived from one file. */
export interface Cipher {
  seal(text: string, place: Place): Buffer;
  open(sealed: Buffer, place: Place): string;
  /** The same for a file. */
  sealBytes(bytes: Uint8Array, place: Place): Buffer;
  openBytes(sealed: Buffer, place: Place): Buffer;
  /** The bytes, or null when they cannot be opened. */
  readBytes(sealed: Buffer, place: Place): Buffer | null;
  /** The text, or `unreadable` when it cannot be opened: one field must not keep all others from being read. */
  read(sealed: Buffer, place: Place): string;
  /** A keyed digest, to recognise a repeated request without storing it. */
  mac(text: string): Buffer;
  /** Which key this is, for people and the database, like `1f0e-77ab-09c2-d41d`; tells nothing of the key. */
  readonly fingerprint: string;
}

/** The key file cannot be used; the message says why, in words that follow its name. */
export class KeyFileError extends Error {
  override name = 'KeyFileError';
}

/** Reads the key file (32 bytes, base64); null when there is none. Throws a KeyFileError for anything else. */
export async function readSecret(keyFile: string): Promise<Buffer | null> {
  let text: string;
  try {
    text = (await readFile(keyFile, 'utf8')).trim();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new KeyFileError(`cannot be read: ${message}`, { cause: error });
  }
  const secret = Buffer.from(text, 'base64');
  if (secret.length === secretLength && secret.toString('base64') === text) return secret;
  throw new KeyFileError('does not hold a key, which is 32 bytes as one line of base64');
}

/** Layout of a sealed value: version(1) | key id(4) | nonce(12) | ciphertext | tag(16). */
export function createCipher(secret: Buffer): Cipher {
  if (secret.length !== secretLength) throw new Error('the key must have 32 bytes');
  const fieldBytes = derive(secret, 'kunjung fields');
  // given as bytes, Node makes a key of them for every value, which takes longer than the value
  const fieldKey = createSecretKey(fieldBytes);
  const macKey = createSecretKey(derive(secret, 'kunjung requests'));
  const keyId = createHash('sha256').update(fieldBytes).digest().subarray(0, keyIdLength);
  const keyName = keyId.toString('hex');
  const aadOf = ({ table, column, row }: Place) => Buffer.from(`${table}|${column}|${row}|${keyName}`);

  const cipher: Cipher = {
    seal: (text, place) => cipher.sealBytes(Buffer.from(text), place),
    open: (sealed, place) => cipher.openBytes(sealed, place).toString(),
    sealBytes(bytes, place) {
      const nonce = randomBytes(nonceLength);
      const sealing = createCipheriv(algorithm, fieldKey, nonce).setAAD(aadOf(place));
      const body = [sealing.update(bytes), sealing.final()];
      return Buffer.concat([Buffer.of(formatVersion), keyId, nonce, ...body, sealing.getAuthTag()]);
    },
    openBytes(sealed, place) {
      const nonceAt = 1 + keyIdLength;
      const bodyAt = nonceAt + nonceLength;
      if (sealed[0] !== formatVersion || !sealed.subarray(1, nonceAt).equals(keyId)) {
        throw new Error('sealed with another key');
      }
      const decipher = createDecipheriv(algorithm, fieldKey, sealed.subarray(nonceAt, bodyAt))
        .setAAD(aadOf(place))
        .setAuthTag(sealed.subarray(-tagLength));
      return Buffer.concat([decipher.update(sealed.subarray(bodyAt, -tagLength)), decipher.final()]);
    },
    readBytes(sealed, place) {
      try {
        return cipher.openBytes(sealed, place);
      } catch {
        return null;
      }
    },
    read: (sealed, place) => cipher.readBytes(sealed, place)?.toString() ?? unreadable,
    fingerprint: derive(secret, 'kunjung fingerprint')
      .toString('hex', 0, 8)
      .replaceAll(/(.{4})(?!$)/g, '$1-'),
    mac: (text) => createHmac('sha256', macKey).update(text).digest(),
  };
  return cipher;
}

/** The same cipher, which reports each value that it cannot read once. */
export function reporting(cipher: Cipher, report: (place: Place) => void): Cipher {
  const reported = new Set<string>();
  const readBytes = (sealed: Buffer, place: Place): Buffer | null => {
    const bytes = cipher.readBytes(sealed, place);
    const value = `${place.table} ${place.column} ${place.row}`;
    if (bytes === null && !reported.has(value) && reported.size < mostReported) {
      reported.add(value);
      report(place);
    }
    return bytes;
  };
  return {
    ...cipher,
    readBytes,
    read: (sealed, place) => readBytes(sealed, place)?.toString() ?? unreadable,
  };
}

function derive(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
}
