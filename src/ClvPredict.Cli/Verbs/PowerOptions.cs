using System.CommandLine;
using System.Globalization;
using ClvPredict.Data;
using ClvPredict.Decisions.Experiments;

namespace ClvPredict.Cli.Verbs;

/// <summary>What an experiment shall be able to find, and how much customers' outcomes differ where that is known.</summary>
internal sealed class PowerOptions
{
    private static readonly PowerSettings s_defaults = new();

    private readonly Option<double> _power = new("--power")
    {
        Description = "Probability of finding the detectable effect.",
        DefaultValueFactory = _ => s_defaults.Power,
        CustomParser = r => CommonOptions.Fraction(r, includeZero: false),
    };
    private readonly Option<double> _significance = new("--significance")
    {
        Description = "Two-sided probability of finding an effect where there is none.",
        DefaultValueFactory = _ => s_defaults.Significance,
        CustomParser = r => CommonOptions.Fraction(r, includeZero: false),
    };
    private readonly Option<double?> _effect = new("--effect")
    {
        Description = "Effect a customer, in money, to find the power and the size for.",
        CustomParser = r => CommonOptions.Amount(r),
    };
    private readonly Option<double?> _deviation = new("--deviation")
    {
        Description =
            "Standard deviation of the outcome between customers, in money. Default: from predictions.",
        CustomParser = r => CommonOptions.Amount(r),
    };
    private readonly Option<double?> _correlation = new("--correlation")
    {
        Description =
            "Correlation of the outcome with predicted CLV, with --deviation; 0 by default.",
        CustomParser = r => CommonOptions.Fraction(r, includeZero: true),
    };

    public void AddTo(Command verb)
    {
        verb.Add(_power);
        verb.Add(_significance);
        verb.Add(_effect);
        verb.Add(_deviation);
        verb.Add(_correlation);
    }

    /// <summary>What the options ask for.</summary>
    /// <exception cref="UsageException">A value is out of range.</exception>
    public PowerSettings Read(ParseResult parse)
    {
        var settings = new PowerSettings
        {
            Power = parse.GetValue(_power),
            Significance = parse.GetValue(_significance),
            Effect = parse.GetValue(_effect),
        };
        try
        {
            settings.Validate();
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message, e);
        }
        if (parse.GetValue(_correlation) is not null && parse.GetValue(_deviation) is null)
            throw new UsageException("--correlation goes with --deviation.");
        return settings;
    }

    /// <summary>The spread given, or what the predictions of a table say.</summary>
    /// <exception cref="OrderDataException">None is given and the table lacks predictions.</exception>
    public OutcomeSpread Spread(ParseResult parse, SubjectTable table)
    {
        var clv = table.Subjects.Select(s => s.PredictedClv).ToArray();
        if (parse.GetValue(_deviation) is { } deviation)
            return new OutcomeSpread(
                clv.Length > 0 ? clv.Sum() / clv.Length : double.NaN,
                deviation,
                parse.GetValue(_correlation) ?? 0,
                "given"
            );
        if (!clv.All(double.IsFinite) || !table.ChurnProbability.All(double.IsFinite))
            throw new OrderDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{table.Path} lacks predicted_clv or churn_probability for some customers, from which the spread of the outcome is taken; give --deviation, or orders of the past to clv experiment power."
                )
            );
        return OutcomeSpread.OfPredictions(clv, table.ChurnProbability);
    }
}
