import { type Records, recordsOf } from './control/records';
import { KernelHost } from './kernelhost/kernelHost';
import { KillB } from './killb/killB';
import { Deliveries } from './shared/deliveries';
import type { Environment } from './shared/environment';
import { Faults } from './shared/faults';
import { Journal } from './shared/journal';
import {
	changed,
	defaultSettings,
	type Settings,
	type SettingsPatch,
	type SettingsSection,
} from './shared/settings';
import { Clock, Timers } from './shared/time';

/**
 * A running sandbox: both services and their environment. A reset replaces them, so read them again
 * for each request.
 */
export class SandboxState implements Environment {
	settings: Settings = defaultSettings();
	readonly clock = new Clock(() => this.settings);
	readonly faults = new Faults();
	readonly journal = new Journal();
	timers = new Timers();
	deliveries = new Deliveries(this.journal, () => this.settings, this.timers);
	kernelhost = new KernelHost(this);
	killb = new KillB(this);

	/**
	 * Changes one section of the settings; new limits start with full buckets, new rules for logins
	 * without failures.
	 */
	update<S extends SettingsSection>(section: S, patch: SettingsPatch<S>): Settings[S] {
		this.settings = changed(this.settings, section, patch);
		if (section === 'limits') {
			this.kernelhost.fillBuckets();
			this.killb.fillBuckets();
		}
		if (section === 'logins') this.killb.loginLocks.clear();
		return this.settings[section];
	}

	/**
	 * Back to the initial state: settings, data and journal. Running work finds its timers and
	 * deliveries closed.
	 */
	reset(): void {
		this.close();
		this.journal.clear();
		this.faults.clear();
		this.settings = defaultSettings();
		this.timers = new Timers();
		this.deliveries = new Deliveries(this.journal, () => this.settings, this.timers);
		this.kernelhost = new KernelHost(this);
		this.killb = new KillB(this);
	}

	/** What was really done since the start or the last reset. */
	records(): Records {
		return recordsOf(this);
	}

	close(): void {
		this.timers.close();
		this.deliveries.close();
	}
}
