import { type Records, recordsOf } from './control/records';
import { KernelHost } from './kernelhost/kernelHost';
import { KillB } from './killb/killB';
import { ActivePersonalities, PERSONALITIES, type PersonalityName } from './personalities';
import { Deliveries } from './shared/deliveries';
import type { Environment } from './shared/environment';
import { Faults } from './shared/faults';
import { Journal, type Service } from './shared/journal';
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
	readonly personalities = new ActivePersonalities();
	timers = new Timers();
	deliveries = new Deliveries(this.journal, () => this.settings, this.timers);
	kernelhost = new KernelHost(this);
	killb = new KillB(this);

	/** @param initial the personalities at the start and after a reset */
	constructor(private readonly initial: readonly PersonalityName[] = []) {
		this.personify(initial);
	}

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
	 * Takes these personalities instead of the current ones. The sections of the settings that either
	 * change begin with their defaults.
	 */
	personify(names: readonly PersonalityName[]): void {
		for (const section of this.personalities.replace(names)) {
			this.update(section, defaultSettings()[section] as SettingsPatch<typeof section>);
			for (const name of names) {
				const patch = PERSONALITIES[name].settings?.[section];
				if (patch !== undefined) this.update(section, patch as SettingsPatch<typeof section>);
			}
		}
	}

	eventOf(service: Service, event: Record<string, unknown>): unknown {
		return this.personalities.event(service, event);
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
		this.personify(this.initial);
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
