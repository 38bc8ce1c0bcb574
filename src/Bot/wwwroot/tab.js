/* A tab in Teams. All works without this file, but that Teams wants each page to greet it (learn.microsoft.com, "tab requirements"), and that only
   Microsoft's script can save a new tab: [data-content-url][data-name][data-id] is one that can be saved. form[data-enter] is sent by itself.
   On a phone a tab is in no frame but in a web view with a nativeInterface, by which Microsoft's script knows it, too. */
(() => {
  const { app, pages } = microsoftTeams;
  if (self === top && !window.nativeInterface) return;
  const theme = name => { document.documentElement.dataset.theme = name; };
  app.initialize().then(() => {
    app.registerOnThemeChangeHandler(theme);
    app.getContext().then(context => theme(context.app.theme));
    app.notifyAppLoaded();
    app.notifySuccess();
    const { contentUrl, name, id } = document.querySelector('[data-content-url]')?.dataset ?? {};
    if (!contentUrl) return;
    pages.config.registerOnSaveHandler(save => pages.config.setConfig({
      contentUrl, websiteUrl: contentUrl, entityId: id, suggestedDisplayName: name
    }).then(() => save.notifySuccess(), () => save.notifyFailure()));
    pages.config.setValidityState(true);
  }).catch(() => { /* not in Teams */ });
  document.querySelector('form[data-enter]')?.requestSubmit();
})();
