import type { Deliveries } from './deliveries';
import type { Service } from './journal';
import type { Settings, SettingsPatch, SettingsSection } from './settings';
import type { Clock, Timers } from './time';

/** What both mocks run on. */
export interface Environment {
	/** Read it again each time: a change puts another object in its place. */
	readonly settings: Settings;
	readonly clock: Clock;
	readonly timers: Timers;
	readonly deliveries: Deliveries;
	/** An event in the form in which the service sends it at the moment. */
	eventOf(service: Service, event: Record<string, unknown>): unknown;
	/** Changes one section of the settings. */
	update<S extends SettingsSection>(section: S, patch: SettingsPatch<S>): Settings[S];
}
