it.each(['KillBTrigger', 'KillBPollingTrigger'])('%s needs no locale to load', (name) => {
	const compare = jest.spyOn(String.prototype, 'localeCompare');
	jest.isolateModules(() => {
		const loaded = jest.requireActual<Record<string, new () => unknown>>(
			`../../../nodes/KillB/${name}.node`,
		);
		new (loaded[name] as new () => unknown)();
	});
	expect(compare).not.toHaveBeenCalled();
});
