using System.CommandLine;
using ClvPredict.Cli.Verbs;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Models.Package;
using ClvPredict.Scoring;
using ClvPredict.Scoring.Registry;
using ClvPredict.Service.Shop;

namespace ClvPredict.Cli;

/// <summary>The options of a verb that scores orders with a model of clv train, and the scores that come of them.</summary>
/// <param name="knownIsForMore">Whether the verb has a use of its own for attributes and events, so that files that the model
/// has no use for are taken too.</param>
/// <param name="ordersAreOptional">Whether the verb can do without orders.</param>
internal sealed class ScoringInput(bool knownIsForMore = false, bool ordersAreOptional = false)
{
    private readonly OrderInput _orders = new();
    private readonly CustomerInput _known = new();
    private readonly TierSettings _tiers = new();
    private readonly Option<double> _range = CommonOptions.Range();
    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<string> _model = new("--model")
    {
        Description = "Model zip made by clv train.",
        Required = true,
    };
    private readonly Option<DateOnly?> _asOf = CommonOptions.Date(
        "--as-of",
        "First day that is not observed. Default: the day after the last order."
    );

    public void AddTo(Command verb)
    {
        verb.Add(_model);
        _orders.AddTo(verb, ordersAreOptional);
        _known.AddTo(verb);
        _tiers.AddTo(verb);
        verb.Add(_range);
        verb.Add(_asOf);
        verb.Add(_threads);
    }

    /// <summary>The config that the command names; an empty one without.</summary>
    /// <exception cref="ShopConfigException">It has faults.</exception>
    public ShopConfig Config(ParseResult parse) => _orders.Config(parse);

    /// <summary>Threads to use.</summary>
    public int Threads(ParseResult parse) => parse.GetValue(_threads);

    /// <summary>Loads the model, reads the orders and scores every customer.</summary>
    /// <param name="parse">The words of the command.</param>
    /// <param name="output">Where progress goes.</param>
    /// <param name="outputPath">The file that the verb writes, beside which rejected lines go; null without one.</param>
    /// <param name="economics">Costs of a retention offer; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public ScoredOrders Score(
        ParseResult parse,
        Output output,
        string? outputPath,
        RetentionEconomics? economics,
        CancellationToken cancellationToken
    )
    {
        var asOf = parse.GetValue(_asOf);
        var config = Config(parse);
        _tiers.Read(parse);
        var zip = ModelFile.Find(parse.GetValue(_model)!);
        var scorer = ModelFile.Load(zip, parse.GetValue(_range));
        _orders.CheckBasis(parse, scorer.Model.Manifest);
        var log = _orders.Read(parse, output, outputPath, cancellationToken, asOf);
        var orders = _known.Add(
            parse,
            Histories.Of(log, asOf, output, cancellationToken),
            output,
            cancellationToken
        );
        if (config.Margin is { } margin && margin != scorer.Model.Manifest.Margin)
            output.Report(
                FormattableString.Invariant(
                    $"the config's margin {margin} is not used: the model was trained with {scorer.Model.Manifest.Margin}"
                )
            );
        output.Report("scoring");
        var scores = Score(parse, scorer, orders, orders.AsOf, economics, cancellationToken);
        return new ScoredOrders(orders, zip, scorer, scores);
    }

    /// <summary>Reads what a service is made from: the orders, or scores made elsewhere, or nothing but a model.</summary>
    /// <param name="parse">The words of the command.</param>
    /// <param name="output">Where progress goes.</param>
    /// <param name="scorePath">A score file; null without.</param>
    /// <param name="economics">Costs of a retention offer.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UsageException">Both orders and scores are named.</exception>
    public ShopSource Source(
        ParseResult parse,
        Output output,
        string? scorePath,
        RetentionEconomics economics,
        CancellationToken cancellationToken
    )
    {
        var model = parse.GetValue(_model)!;
        // A pointer is kept as it is: the service follows it to the next model.
        var source = new ShopSource
        {
            ModelPath = Directory.Exists(model)
                ? new ModelRegistry(model).CurrentPath
                : ModelFile.Pattern(model),
            Config = Config(parse),
            Economics = economics,
            Tiers = _tiers.Read(parse),
            RangeCoverage = parse.GetValue(_range),
            Threads = parse.GetValue(_threads),
        };
        var zip = ModelFile.Find(model);
        if (!_orders.HasOrders(parse))
            return scorePath is null
                ? source
                : source with
                {
                    Scores = StoredScores.Read(scorePath),
                };
        if (scorePath is not null)
            throw new UsageException("Name orders or --scores, not both.");
        _orders.CheckBasis(parse, ModelPackage.Load(zip).Manifest);
        var asOf = parse.GetValue(_asOf);
        var log = _orders.Read(parse, output, null, cancellationToken, asOf);
        var orders = _known.Add(
            parse,
            Histories.Of(log, asOf, output, cancellationToken),
            output,
            cancellationToken
        );
        output.Report("scoring");
        return source with { Orders = new ShopOrders(orders.Data, log.Report, orders.AsOf) };
    }

    /// <summary>Scores orders that have been read as they were seen on an earlier day.</summary>
    /// <exception cref="UsageException">The day is not before that of the scores.</exception>
    /// <exception cref="ClvPredict.Data.OrderDataException">There is nothing before the day.</exception>
    public CustomerScores ScoreAt(
        ParseResult parse,
        ScoredOrders scored,
        DateOnly day,
        CancellationToken cancellationToken
    )
    {
        if (day >= scored.Orders.AsOf)
            throw new UsageException(
                $"{day:yyyy-MM-dd} is not before the as-of day {scored.Orders.AsOf:yyyy-MM-dd}."
            );
        return Score(parse, scored.Scorer, scored.Orders, day, null, cancellationToken);
    }

    private CustomerScores Score(
        ParseResult parse,
        CustomerScorer scorer,
        Histories orders,
        DateOnly day,
        RetentionEconomics? economics,
        CancellationToken cancellationToken
    )
    {
        var data = orders.Data;
        if (knownIsForMore)
        {
            var contract = scorer.Model.Manifest.Features;
            data = data with
            {
                Attributes = contract.Attributes is null ? null : data.Attributes,
                Events = contract.Events is null ? null : data.Events,
            };
        }
        return TierSettings.Apply(
            _tiers.Read(parse),
            scorer.Score(data, day, economics, parse.GetValue(_threads), cancellationToken)
        );
    }
}
