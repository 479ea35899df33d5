import { css } from 'lit';

/** Sheets as they come out of the printer; the rest of the page is for the screen alone. */
export const labelsStyles = css`
  form {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
    gap: var(--space-4);
    align-items: start;
    margin: var(--space-4) 0;
  }
  form .choice {
    margin-top: var(--space-5);
  }
  .sum {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-4);
    align-items: center;
  }
  .sheet {
    display: grid;
    grid-template: repeat(8, 37mm) / repeat(3, 70mm);
    gap: 0;
    width: 210mm;
    height: 297mm;
    margin: 0 auto var(--space-5);
    padding: 0.5mm 0;
    background: #fff;
    border: 0;
    border-radius: 0;
    box-shadow: 0 0 0 1px var(--line);
  }
  .sheet .label {
    box-shadow: 0 0 0 0.5px var(--hair);
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
    .sheet {
      margin: 0;
      box-shadow: none;
      break-after: page;
      break-inside: avoid;
    }
    .sheet:last-child {
      break-after: auto;
    }
    .sheet .label {
      box-shadow: none;
    }
  }
`;
