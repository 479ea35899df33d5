/** How long a browser may take to begin with a file that it has. */
const handedOverMs = 60_000;

/** Gives a file to the browser to keep under this name. */
export function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), handedOverMs);
}
