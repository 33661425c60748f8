import { Clock } from './clock';
import { Deliveries } from './deliveries';
import { Journal, type Service } from './journal';
import { KernelHostLimits } from './kernelhost/limits';
import { KernelHostData } from './kernelhost/data';
import { KillBData } from './killb/data';
import { Faults } from './faults';
import { type Limiter, TokenBuckets } from './rate-limits';
import { type Records, recordsOf } from './records';
import { defaultSettings } from './default-settings';
import type { Settings, SettingsPatch, SettingsSection } from './settings';
import { Timers } from './timers';

/** All that a running sandbox knows. Routes read it afresh for each request, as a reset replaces its parts. */
export class SandboxState {
	settings: Settings = defaultSettings();
	readonly clock = new Clock(() => this.settings);
	readonly journal: Journal;
	readonly timers = new Timers();
	readonly faults = new Faults();
	readonly deliveries: Deliveries;
	kernelhost = new KernelHostData(this.clock);
	killb = new KillBData(this.clock);
	kernelhostLimits = new KernelHostLimits(this.settings.limits.kernelhost);
	killbLimits: Limiter = killbBuckets(this.settings);
	/** How many requests the services' own limiters refused; a made-up 429 does not count. */
	refused: Record<Service, number> = { kernelhost: 0, killb: 0 };

	constructor(journalCapacity?: number) {
		this.journal = new Journal(journalCapacity);
		this.deliveries = new Deliveries(this.journal, () => this.settings, this.timers);
	}

	/** Changes one section of the settings; new limits start with full buckets, new rules for logins without failures. */
	update<S extends SettingsSection>(section: S, patch: SettingsPatch<S>): Settings[S] {
		this.settings = { ...this.settings, [section]: merged(this.settings[section], patch) };
		if (section === 'limits') this.fillBuckets();
		if (section === 'logins') this.killb.loginLocks.clear();
		return this.settings[section];
	}

	/** Back to how the sandbox started: settings, data and journal. */
	reset(): void {
		this.timers.clear();
		this.deliveries.cancel();
		this.journal.clear();
		this.faults.clear();
		this.settings = defaultSettings();
		this.kernelhost = new KernelHostData(this.clock);
		this.killb = new KillBData(this.clock);
		this.fillBuckets();
		this.refused = { kernelhost: 0, killb: 0 };
	}

	/** What was really done since the start or the last reset. */
	records(): Records {
		return recordsOf(this);
	}

	close(): void {
		this.timers.clear();
		this.deliveries.cancel();
	}

	private fillBuckets(): void {
		this.kernelhostLimits = new KernelHostLimits(this.settings.limits.kernelhost);
		this.killbLimits = killbBuckets(this.settings);
	}
}

function killbBuckets({ limits: { killb } }: Settings): Limiter {
	return new TokenBuckets(killb.perSecond, killb.burst);
}

/** Objects are merged at every depth, everything else is replaced. */
function merged<T>(current: T, patch: unknown): T {
	if (!isObject(current) || !isObject(patch)) return patch as T;
	const result: Record<string, unknown> = { ...current };
	for (const [name, value] of Object.entries(patch)) {
		if (value !== undefined) result[name] = merged(result[name], value);
	}
	return result as T;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
