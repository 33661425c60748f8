import type { Service } from '../shared/journal';
import type { SettingsSection } from '../shared/settings';
import { KERNELHOST_PERSONALITIES } from './kernelhost';
import { KILLB_PERSONALITIES } from './killb';
import { isObject, type Personality } from './personality';

export type PersonalityName =
	| keyof typeof KERNELHOST_PERSONALITIES
	| keyof typeof KILLB_PERSONALITIES;

function of(service: Service, personalities: Record<string, Omit<Personality, 'service'>>) {
	return Object.entries(personalities).map(([name, rest]) => [name, { service, ...rest }]);
}

/** The behaviours that the vendors may have instead of the assumed ones, by name. */
export const PERSONALITIES = Object.fromEntries([
	...of('kernelhost', KERNELHOST_PERSONALITIES),
	...of('killb', KILLB_PERSONALITIES),
]) as Record<PersonalityName, Personality>;

/** The personalities that a sandbox has at the moment: usually none or one. */
export class ActivePersonalities {
	private active: readonly PersonalityName[] = [];

	get names(): readonly PersonalityName[] {
		return this.active;
	}

	/** Those of one service. */
	of(service: Service): Personality[] {
		return this.active.map((name) => PERSONALITIES[name]).filter((one) => one.service === service);
	}

	/** @returns the sections of the settings that the former or the new ones change */
	replace(names: readonly PersonalityName[]): Set<SettingsSection> {
		const changed = [...this.active, ...names].flatMap((name) =>
			Object.keys(PERSONALITIES[name].settings ?? {}),
		);
		this.active = [...names];
		return new Set(changed as SettingsSection[]);
	}

	/** An event as these personalities send it. */
	event(service: Service, event: Record<string, unknown>): unknown {
		return this.of(service).reduce<unknown>(
			(changed, { event: change }) => (change && isObject(changed) ? change(changed) : changed),
			event,
		);
	}
}

/** @throws Error that names the ones that exist */
export function personalityNames(names: readonly string[]): PersonalityName[] {
	const unknown = names.filter((name) => !Object.hasOwn(PERSONALITIES, name));
	if (unknown.length > 0) {
		const known = Object.keys(PERSONALITIES).join(', ');
		throw new Error(`There is no personality ${unknown.join(', ')}, only ${known}.`);
	}
	return names as PersonalityName[];
}
