var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "CoCreateBot");
await app.RunAsync();
