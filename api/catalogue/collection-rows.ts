import { listPublications } from '../../db/catalogue/publications.ts';
import type { Database } from '../../db/connect.ts';
import { collectionColumns } from '../../wire/catalogue/catalogue.ts';

/** How an exported file is written. */
export const collectionCsv = { header: true, delimiter: ';', columns: [...collectionColumns] };

/** An office's collection as the rows of a file. */
export async function* collectionRows(
  db: Database,
  office: string,
): AsyncGenerator<Readonly<Record<(typeof collectionColumns)[number], unknown>>> {
  for await (const batch of listPublications(db, office)) {
    for (const of of batch) {
      const { titleEn, catalogueNumber, publicationNumber, releaseDate, original, ...rest } = of;
      yield {
        ...rest,
        title_en: titleEn,
        catalogue_number: catalogueNumber,
        publication_number: publicationNumber,
        release_date: releaseDate,
        pdf: original && `${original}.pdf`,
      };
    }
  }
}
