using System.CommandLine;
using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Features;
using ClvPredict.Training;

namespace ClvPredict.Cli.Verbs;

/// <summary>The margin that turns net value into profit: a rate, or the rate that the orders' costs show.</summary>
internal sealed class MarginSetting
{
    private const string FromCosts = "from-costs";

    private readonly Option<string> _margin = new("--margin")
    {
        Description =
            "Margin on net value, above 0 and at most 1: predicted CLV = net value x margin. from-costs takes it from the cost or margin column. 1 predicts revenue.",
        DefaultValueFactory = _ => "1",
        HelpName = "rate|from-costs",
        CustomParser = r =>
        {
            if (r.Tokens[0].Value is not FromCosts)
                CommonOptions.Fraction(r, includeZero: false);
            return r.Tokens[0].Value;
        },
    };

    public void AddTo(Command verb) => verb.Add(_margin);

    /// <summary>The rate given; 1 until the orders are known where they are to say it.</summary>
    public double Rate(ParseResult parse, ShopConfig config) =>
        IsFromCosts(parse, config) ? 1
        : config.Margin is { } rate && !CommonOptions.IsGiven(parse, _margin) ? rate
        : double.Parse(parse.GetValue(_margin)!, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The options with the margin of the lines that are seen on the as-of day, and says so. Costs that are there
    /// and not asked for are told, not used.</summary>
    public TrainingOptions Apply(
        ParseResult parse,
        TrainingOptions options,
        Histories orders,
        ShopConfig config,
        Output output
    )
    {
        var costs = orders.Data.Population is { } all
            ? all.Costs
            : CostSummary.Of(orders.Customers.SeenOn(orders.AsOf).Lines, orders.AsOf);
        if (!IsFromCosts(parse, config))
        {
            if (costs is not null && options is { Margin: 1, ValueBasis: ValueBasis.Money })
                output.Report(
                    FormattableString.Invariant(
                        $"the orders have costs, a margin of {costs.Margin:P1}, which are not used: predictions are revenue. For profit give --margin from-costs, or a rate."
                    )
                );
            return options;
        }
        if (options.ValueBasis == ValueBasis.Orders)
            throw new UsageException(
                "margin from-costs needs money; it cannot go with --value orders."
            );
        if (costs is null)
            throw new OrderDataException(
                "margin from-costs: the orders have no column for cost or margin. Name it with --map cost=COLUMN (what the line cost), or give the margin as a rate."
            );
        if (costs.Margin is not (> 0 and <= 1))
            throw new OrderDataException(
                FormattableString.Invariant(
                    $"margin from-costs: lines of net {Money.ToUnits(costs.NetMinor):N2} cost {Money.ToUnits(costs.CostMinor):N2}, a margin of {costs.Margin:P1}; it must be above 0 and at most 100 %. Is the cost that of the line, not of the unit? Correct it, or give the margin as a rate."
                )
            );
        output.Report(
            FormattableString.Invariant(
                $"margin {costs.Margin:P2} from the costs: net {Money.ToUnits(costs.NetMinor):N2}, costs {Money.ToUnits(costs.CostMinor):N2}; {orders.Log.Report.LinesWithoutCost:N0} lines without a cost count as 0"
            )
        );
        return options with { Margin = costs.Margin };
    }

    private bool IsFromCosts(ParseResult parse, ShopConfig config) =>
        CommonOptions.IsGiven(parse, _margin)
            ? parse.GetValue(_margin) is FromCosts
            : config.MarginFromCosts;
}
