// The least that ASP.NET does: an endpoint that returns a constant, as the service's answers are measured against.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls(args[0]);
var app = builder.Build();
app.MapPost("/constant", () => "constant");
app.Run();
