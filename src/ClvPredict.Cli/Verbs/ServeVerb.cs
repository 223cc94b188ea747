using System.CommandLine;
using ClvPredict.Service;
using ClvPredict.Service.Shop;
using Microsoft.Extensions.Hosting;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv serve: the HTTP service and its dashboard.</summary>
internal static class ServeVerb
{
    public const string Name = "serve";

    public static Command Create()
    {
        var input = new ScoringInput(knownIsForMore: true, ordersAreOptional: true);
        var economics = new EconomicsSettings();
        var settings = new ServeSettings();
        var scores = new Option<string?>("--scores")
        {
            Description =
                "Scores of clv score (.csv or .parquet) to show in place of orders; without histories and explanations.",
        };
        var verb = new Command(
            Name,
            "Answer over HTTP: scores on request, customers, targets, and a dashboard (docs/service.md)."
        )
        {
            scores,
        };
        settings.AddTo(verb);
        input.AddTo(verb);
        economics.AddTo(verb);
        verb.Add(ServeKeysVerb.Create());
        verb.SetAction(
            async (parse, cancellationToken) =>
            {
                var output = new Output(json: false);
                var options = settings.Read(parse);
                var source = input.Source(
                    parse,
                    output,
                    parse.GetValue(scores),
                    economics.Read(parse, input.Config(parse)),
                    cancellationToken
                );
                await RunAsync(source, options, output, cancellationToken);
                return ExitCodes.Done;
            }
        );
        return verb;
    }

    private static async Task RunAsync(
        ShopSource source,
        ClvServiceOptions options,
        Output output,
        CancellationToken cancellationToken
    )
    {
        using var live = new LiveShop(source, cancellationToken);
        await using var app = ClvService.Build(live, options);
        await app.StartAsync(cancellationToken);
        foreach (var url in app.Urls)
            output.Report($"listening at {url}");
        output.Report(
            options.Keys is { } keys
                ? $"keys of {string.Join(", ", keys.All.Select(k => k.Name))}"
                : "no keys: every program of this machine may ask for everything"
        );
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
