import type { Database } from '../database/connection.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Command } from '../kernel/command.ts';
import type { Log } from '../kernel/log.ts';
import type { Policy } from '../policy/policy.ts';
import type { SettingsSource } from '../settings/settings.ts';
import type { NavigationItem } from './chrome.ts';
import type { HealthCheck } from './health.ts';
import type { Route } from './route.ts';

/** What is ready before any room is built. Rooms close over it; a test makes its own. */
export type Services = {
	database: Database;
	clock: Clock;
	log: Log;
	/** What tokens and kept secrets follow from. */
	secret: string;
	settings: SettingsSource;
	/** Where this installation keeps what is not in the database. */
	dataFolder: string;
};

/** What a room, or a part of the ground floor, brings to the assembly in src/app.ts. */
export type Part = {
	policies?: readonly Policy[];
	routes?: readonly Route[];
	navigation?: readonly NavigationItem[];
	checks?: readonly HealthCheck[];
	commands?: readonly Command<Services>[];
};
