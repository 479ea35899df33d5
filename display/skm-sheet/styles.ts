import { css } from 'lit';

/** One sheet of A4 as it comes out of the printer; the rest of the page is for the screen alone. */
export const skmSheetStyles = css`
  form {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-4);
    align-items: end;
  }
  form label {
    display: grid;
    gap: var(--space-1);
  }
  form button.primary {
    min-height: var(--target);
  }
  form input {
    font-weight: 400;
  }
  .paper {
    display: flex;
    flex-direction: column;
    gap: 4.5mm;
    width: 100%;
    max-width: 210mm;
    min-height: 297mm;
    margin: 0 auto;
    padding: 10mm 12mm;
    background: var(--paper);
    box-shadow: 0 0 0 1px var(--line);
  }
  .paper header {
    display: block;
    padding: 0 0 3mm;
    text-align: center;
    background: none;
    border: 0;
    border-bottom: 1.2mm solid var(--primary);
  }
  .paper h2 {
    margin: 1mm 0;
    font-size: 26px;
  }
  .paper section {
    display: block;
    padding: 0;
    border: 0;
    border-radius: 0;
  }
  .paper h3 {
    margin-bottom: 2mm;
    font-size: var(--text-m);
  }
  .top {
    display: grid;
    grid-template-columns: 62mm 1fr;
    gap: 8mm;
  }
  .paper .value {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 2mm;
    padding: 6mm 4mm;
    text-align: center;
    background: var(--tint);
    border: 0.5mm solid var(--dark);
    border-radius: 3mm;
  }
  .value h3 {
    margin: 0;
  }
  .index {
    font-size: 64px;
    font-weight: 600;
    line-height: 1.1;
    color: var(--dark);
    font-variant-numeric: tabular-nums;
  }
  .grade {
    font-size: var(--text-l);
    line-height: 1.3;
  }
  .few {
    font-size: var(--text-xl);
    font-weight: 600;
    line-height: 1.3;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 1.6mm 5mm;
    margin: 0;
    font-size: 14px;
    line-height: 1.4;
  }
  dt {
    color: var(--muted);
  }
  dd {
    margin: 0;
  }
  .count {
    display: inline-block;
    margin-right: 4mm;
  }
  .lower {
    display: grid;
    grid-template-columns: 1fr 64mm;
    gap: 6mm;
  }
  .paper table {
    font-size: 14px;
    line-height: 1.35;
  }
  .paper th,
  .paper td {
    padding: 1mm 1.5mm;
  }
  .paper th:first-child,
  .paper td:first-child {
    padding-left: 0;
  }
  .figure {
    text-align: right;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .paper th.figure {
    white-space: normal;
  }
  .paper .hint {
    margin-top: 2mm;
  }
  .aside td {
    white-space: nowrap;
  }
  .aside {
    display: grid;
    align-content: start;
    gap: 6mm;
  }
  .paper .first {
    padding: 4mm;
    border-left: 1.2mm solid var(--accent);
    background: var(--tint);
    border-radius: 0 2mm 2mm 0;
  }
  .first ol {
    display: grid;
    gap: 1.5mm;
    margin: 0;
    padding-left: 5mm;
    font-weight: 600;
    line-height: 1.35;
  }
  .paper footer {
    margin-top: auto;
    padding-top: 4mm;
    font-size: var(--text-s);
    color: var(--muted);
    text-align: center;
    border-top: 0.3mm solid var(--hair);
  }
  .thanks {
    margin-bottom: 2mm;
    font-size: 15px;
    line-height: 1.4;
    font-weight: 600;
    color: var(--dark);
  }
  @media screen and (max-width: 720px) {
    .paper {
      min-height: 0;
      padding: var(--space-4);
    }
    .top,
    .lower {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media print {
    .screen {
      display: none;
    }
    main {
      display: block;
      max-width: none;
      margin: 0;
      padding: 0;
    }
    .paper {
      width: 210mm;
      min-height: 296mm;
      margin: 0;
      box-shadow: none;
      break-inside: avoid;
      print-color-adjust: exact;
    }
  }
`;
