import type { Session } from './api/schema';
import type { Route } from './route';

export type Role = Session['role'];

/** A way into a section, from the head. */
export interface Section {
  name: Route['name'];
  title: string;
  start: Route;
}

/** The ways between the places of a section. */
export interface Tabs {
  title: string;
  tabs: readonly (readonly [word: string, start: Route])[];
}

/** What there is to see, and for whom: the table of places. It knows the views, so that these cannot know it. */
export interface Registry {
  maySee(role: Role | null, route: Route): boolean;
  sectionsFor(role: Role | null): readonly Section[];
  tabsFor(role: Role | null, name: Route['name']): Tabs;
}

/** Who looks at the page: the role of this browser's session, and what it may see. The API refuses the rest itself. */
class Access {
  /** Null while nobody has told it. */
  role: Role | null = null;
  private registry: Registry | null = null;

  /** Told once, at the start of the page. */
  over(registry: Registry): void {
    this.registry = registry;
  }

  maySee(route: Route): boolean {
    return this.registry?.maySee(this.role, route) ?? true;
  }

  get sections(): readonly Section[] {
    return this.registry?.sectionsFor(this.role) ?? [];
  }

  tabs(name: Route['name']): Tabs {
    return this.registry?.tabsFor(this.role, name) ?? { title: '', tabs: [] };
  }
}

/** One session for the whole page. */
export const access = new Access();
