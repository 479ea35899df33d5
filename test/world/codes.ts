import { readFile } from 'node:fs/promises';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

let isReady: Promise<unknown> | null = null;

async function prepare(): Promise<void> {
  const { buffer } = await readFile(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
}

/** Barcodes and QR codes on a picture (PNG, or pixels), as a scanner that is not ours reads them. */
export async function readCodes(
  picture: Uint8Array<ArrayBuffer> | ImageData,
): Promise<{ format: string; text: string }[]> {
  await (isReady ??= prepare());
  const found = await readBarcodes(picture, { formats: ['Code128', 'QRCode'] });
  return found.map(({ format, text }) => ({ format, text }));
}
