using System.CommandLine;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Decisions.Economics;
using ClvPredict.Features;

namespace ClvPredict.Cli.Verbs;

/// <summary>How customers are grouped and what winning one costs.</summary>
internal sealed class AcquisitionSettings
{
    private static readonly EconomicsOptions s_defaults = new();

    private readonly Option<string[]> _by = new("--by")
    {
        Description =
            "What customers are grouped by: channel, campaign, country, category, product or cohort (all of the first purchase). Repeatable. Default: all that the orders have. An ad is a campaign: --map campaign=AD_COLUMN.",
    };
    private readonly Option<int> _period = new("--period")
    {
        Description =
            "Time after the first purchase over which groups are compared, such as 12m or 2y.",
        DefaultValueFactory = _ => s_defaults.PeriodMonths,
        HelpName = "months",
        CustomParser = r =>
        {
            var horizon = CommonOptions.ParseHorizon(r);
            var months = horizon.Unit switch
            {
                HorizonUnit.Months => horizon.Count,
                HorizonUnit.Years => 12 * horizon.Count,
                _ => 0,
            };
            if (months is < 1 or > 120 && horizon.Count > 0)
                r.AddError("--period takes 1m to 120m, or 1y to 10y.");
            return months;
        },
    };
    private readonly Option<int> _smallest = new("--smallest-group")
    {
        Description = "Groups of fewer customers than that are shown together.",
        DefaultValueFactory = _ => s_defaults.SmallestGroup,
        CustomParser = r => CommonOptions.Number(r, 1, int.MaxValue),
    };
    private readonly Option<double?> _cac = new("--cac")
    {
        Description = "Cost of one new customer wherever from. Default: acquisition in the config.",
        CustomParser = r => CommonOptions.Amount(r),
    };
    private readonly Option<double> _ratio = new("--target-ratio")
    {
        Description = "CLV that a customer must have for each unit of acquisition cost.",
        DefaultValueFactory = _ => s_defaults.TargetRatio,
        CustomParser = CommonOptions.Amount,
    };
    private readonly Option<double?> _discount = new("--discount-rate")
    {
        Description =
            "Rate a year at which money to come is discounted, 0 to 1. Default: that of the config, or 0.",
        CustomParser = r => CommonOptions.Fraction(r, includeZero: true),
    };
    private readonly Option<int> _fiscal = new("--fiscal-period")
    {
        Description = "Months of a period of the company's figures: 1, 3, 6 or 12.",
        DefaultValueFactory = _ => s_defaults.FiscalPeriodMonths,
        CustomParser = r => CommonOptions.Number(r, 1, 12),
    };

    public void AddTo(Command verb)
    {
        _by.AcceptOnlyFromAmong([.. CustomerGrouping.Names]);
        verb.Add(_by);
        verb.Add(_period);
        verb.Add(_smallest);
        verb.Add(_cac);
        verb.Add(_ratio);
        verb.Add(_discount);
        verb.Add(_fiscal);
    }

    /// <summary>The options; where one is not given, the config.</summary>
    /// <exception cref="UsageException">An option is out of range.</exception>
    public EconomicsOptions Read(ParseResult parse, ShopConfig config)
    {
        var options = s_defaults with
        {
            PeriodMonths = parse.GetValue(_period),
            GroupBy = [.. (parse.GetValue(_by) ?? []).Distinct(StringComparer.Ordinal)],
            SmallestGroup = parse.GetValue(_smallest),
            TargetRatio = parse.GetValue(_ratio),
            DiscountRate = parse.GetValue(_discount) ?? config.DiscountRate,
            Acquisition = parse.GetValue(_cac) is { } cac
                ? new AcquisitionCosts { By = "cohort", Default = cac }
                : config.Acquisition,
            FiscalYearStart = config.FiscalYearStart,
            FiscalPeriodMonths = parse.GetValue(_fiscal),
        };
        try
        {
            options.Validate();
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message, e);
        }
        return options;
    }
}
