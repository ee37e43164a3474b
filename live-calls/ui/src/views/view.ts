import type { Route } from '../route';

/** A row of a list that one can go on to from the detail of another. */
export interface Beside {
  route: Route;
  /** Selects the row in its list. */
  select(): void;
}

/** What fills the page below its head. Each view has its folder; the page shows one at a time. */
export interface View {
  readonly element: HTMLElement;
  /** Takes a key that no field takes; false when it means nothing here. */
  key?(event: KeyboardEvent): boolean;
  /** `/` was pressed. */
  focusFilter?(): void;
  /** Takes an address that only asks the same view for something else; false when another view is needed. */
  follow?(route: Route): boolean;
  /**
   * Of a list that waits behind the detail of its selected row: the row before or after that one, null at the end.
   */
  beside?(step: 1 | -1): Beside | null;
  /** It is shown again, with the row that was looked at last. */
  resume?(): void;
  /** The page shows another view; timers, streams and requests end. */
  close(): void;
}
