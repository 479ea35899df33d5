import { css } from 'lit';

/** Three figures that can be read from across a room, then the standard; on paper one sheet. */
export const standardStyles = css`
  main {
    display: grid;
    gap: var(--space-6);
    max-width: 1040px !important;
    padding-top: var(--space-6) !important;
    padding-bottom: var(--space-8) !important;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: var(--space-4);
  }
  h1 {
    font-size: var(--text-3xl);
  }
  h2 {
    font-size: var(--text-xl);
  }
  .promise {
    margin-top: var(--space-2);
    font-size: var(--text-xl);
    text-wrap: balance;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
    gap: var(--space-4);
  }
  .figure {
    display: grid;
    align-content: start;
    gap: var(--space-2);
    padding: var(--space-5);
    background: var(--tint);
    border-top: 4px solid var(--primary);
    border-radius: var(--radius-l);
  }
  .figure b {
    font-size: var(--text-4xl);
    line-height: 1.1;
    color: var(--dark);
    font-variant-numeric: tabular-nums;
  }
  .figure b.few {
    font-size: var(--text-xl);
    line-height: 1.4;
  }
  .pledge {
    padding: var(--space-5);
    border: 2px solid var(--dark);
    border-radius: var(--radius-l);
  }
  .pledge h2 {
    margin-bottom: var(--space-2);
  }
  .pledge p {
    white-space: pre-line;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(140px, 1fr) 3fr;
    gap: var(--space-3) var(--space-4);
    margin: var(--space-4) 0 0;
  }
  dt {
    font-weight: 600;
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  ol,
  ul {
    margin: 0;
    padding-left: var(--space-5);
  }
  @media (max-width: 600px) {
    dl {
      grid-template-columns: minmax(0, 1fr);
    }
    dd {
      margin-bottom: var(--space-3);
    }
  }
  @media print {
    header {
      color: var(--ink);
      background: none;
    }
    .bar {
      min-height: 0;
    }
    .wrap {
      padding: 0;
    }
    .whose small {
      opacity: 1;
    }
    h1 {
      font-size: 20pt;
    }
    h2 {
      font-size: 12pt;
    }
    .promise {
      margin-top: 1mm;
      font-size: 12pt;
      text-wrap: wrap;
    }
    .notice {
      padding: 1.5mm 3mm;
    }
    main {
      gap: 4mm;
      padding: 4mm 0 0 !important;
      font-size: 9pt;
      line-height: 1.3;
    }
    .screen,
    language-switch {
      display: none;
    }
    .figures {
      grid-template-columns: repeat(3, 1fr);
    }
    .figure,
    .pledge {
      padding: 3mm;
      break-inside: avoid;
    }
    .figure b {
      font-size: 20pt;
    }
    dl {
      gap: 1.5mm 4mm;
      margin-top: 2mm;
    }
  }
`;
