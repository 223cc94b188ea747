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
        var scores = new Option<string?>("--scores")
        {
            Description =
                "Scores of clv score (.csv or .parquet) to show in place of orders; without histories and explanations.",
        };
        var urls = new Option<string[]>("--urls")
        {
            Description =
                "Addresses to listen at, such as http://127.0.0.1:8080. Default: that one.",
            Arity = ArgumentArity.OneOrMore,
        };
        var verb = new Command(
            Name,
            "Answer over HTTP: scores on request, customers, targets, and a dashboard (docs/service.md)."
        )
        {
            scores,
            urls,
        };
        input.AddTo(verb);
        economics.AddTo(verb);
        verb.SetAction(
            async (parse, cancellationToken) =>
            {
                var output = new Output(json: false);
                var options = new ClvServiceOptions();
                if (parse.GetValue(urls) is { Length: > 0 } given)
                    options = options with { Urls = [.. given.SelectMany(u => u.Split(';'))] };
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
        await using var app = Build(live, options);
        await app.StartAsync(cancellationToken);
        foreach (var url in app.Urls)
            output.Report($"listening at {url}");
        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static Microsoft.AspNetCore.Builder.WebApplication Build(
        LiveShop live,
        ClvServiceOptions options
    )
    {
        try
        {
            return ClvService.Build(live, options);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message, e);
        }
    }
}
