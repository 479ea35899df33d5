import { expect, test } from 'vitest';
import { examplesOf } from '../../../display/catalogue/examples.ts';

const plain = {
  title: 'Laporan 1',
  year: 2024,
  subject: null,
  region: null,
  catalogueNumber: null,
  publicationNumber: null,
};

test('examples are made from what the collection holds', () => {
  const items = [
    { ...plain, title: 'Kota Tarakan Dalam Angka 2024', region: 'Kota Tarakan', subject: 'Harga' },
    { ...plain, title: 'Kalimantan Utara Dalam Angka 2024', region: 'Kalimantan Utara' },
    { ...plain, title: 'Profil Gender Anak 2023', publicationNumber: '65000.2322' },
  ];
  expect(examplesOf(items)).toEqual(['harga tarakan 2024', '“profil gender anak”', '65000.2322']);
});

test('where titles, subjects and numbers give none, there are fewer or none', () => {
  expect(examplesOf([])).toEqual([]);
  expect(examplesOf([plain])).toEqual([]);
  const slashed = {
    ...plain,
    subject: 'PDRB/Neraca (2010=100)',
    region: 'Kota Tarakan',
    catalogueNumber: '1102001',
  };
  expect(examplesOf([slashed])).toEqual(['1102001']);
});
