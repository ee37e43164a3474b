import type { Route } from '../route';

/** What fills the page below its head. Each view has its folder; the page shows one at a time. */
export interface View {
  readonly element: HTMLElement;
  readonly title: string;
  /** Takes a key that no field takes; false when it means nothing here. */
  key?(event: KeyboardEvent): boolean;
  /** `/` was pressed. */
  focusFilter?(): void;
  /** Takes an address that only asks the same view for something else; false when another view is needed. */
  follow?(route: Route): boolean;
  /** The page shows another view; timers, streams and requests end. */
  close(): void;
}
