using System.CommandLine;
using ClvPredict.Decisions.Economics;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv economics: what customers are worth, what they may cost, and what would change it.</summary>
internal static class EconomicsVerb
{
    public static Command Create()
    {
        var input = new ScoringInput();
        var costs = new EconomicsSettings();
        var settings = new AcquisitionSettings();
        var changes = new WhatIfSettings();
        var file = new Option<string?>("--out")
        {
            Description = "Economics of every customer, one row each (.csv or .parquet).",
        };
        var json = CommonOptions.Json();
        var verb = new Command(
            "economics",
            "What customers are worth, what winning one may cost, which channel, campaign, product or country brings the better ones, what-if, and the company's figures (docs/economics.md)."
        );
        input.AddTo(verb);
        settings.AddTo(verb);
        costs.AddTo(verb);
        changes.AddTo(verb);
        verb.Add(file);
        verb.Add(json);
        verb.Add(EconomicsFormulas.CreateFormula());
        verb.Add(EconomicsFormulas.CreateRatio());
        verb.Add(EconomicsFormulas.CreateAds());
        verb.Add(EconomicsFormulas.CreateMembership());
        verb.Add(SubscriptionVerb.Create());
        verb.SetAction(
            (parse, cancellationToken) =>
            {
                var output = new Output(parse.GetValue(json));
                var path = parse.GetValue(file) is { } f ? OutputFiles.RequireTable(f) : null;
                var config = input.Config(parse);
                var options = settings.Read(parse, config) with
                {
                    WhatIf = changes.Read(parse),
                    Budget = costs.Read(parse, config).Budget,
                };
                var scored = input.Score(
                    parse,
                    output,
                    path,
                    // The budget is split here; scores are to know every contact that pays.
                    costs.Read(parse, config) with
                    {
                        Budget = double.PositiveInfinity,
                    },
                    cancellationToken
                );
                var economics = CustomerEconomics.Compute(
                    scored.Orders.Customers,
                    scored.Scores,
                    scored.Scorer.Model,
                    options with
                    {
                        Pooling = options.Pooling with
                        {
                            Coverage = scored.Scorer.Model.RangeCoverage,
                        },
                    },
                    input.Threads(parse),
                    cancellationToken
                );
                if (path is not null)
                    economics.WriteCustomers(path);
                output.Result(economics.Report, () => EconomicsText.Of(economics.Report));
                return Task.FromResult(ExitCodes.Done);
            }
        );
        return verb;
    }
}
