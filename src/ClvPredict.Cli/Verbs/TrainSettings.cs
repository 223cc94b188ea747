using System.CommandLine;
using ClvPredict.Decisions.Configuration;
using ClvPredict.Features;
using ClvPredict.Training;

namespace ClvPredict.Cli.Verbs;

/// <summary>The training options of a verb.</summary>
internal sealed class TrainSettings
{
    private readonly Option<int> _origins;
    private readonly Option<Horizon> _horizon = CommonOptions.Horizon();
    private readonly MarginSetting _margin = new();
    private readonly Option<string> _currency = CommonOptions.Currency();
    private readonly Option<ulong> _seed = CommonOptions.Seed();
    private readonly Option<int> _threads = CommonOptions.Threads();

    /// <summary>The options of a verb that trains for use, or of one that evaluates.</summary>
    public TrainSettings(bool isEvaluation = false) =>
        _origins = new Option<int>("--origins")
        {
            Description = isEvaluation
                ? "Cutoffs to evaluate: this one, and earlier ones half a horizon apart. Above 1 the judge's table over all of them is printed."
                : "Cutoffs of the past to judge on before training, half a horizon apart; each costs a training. 0: ship unjudged.",
            DefaultValueFactory = _ => isEvaluation ? 1 : new TrainingOptions().Origins,
        };

    public void AddTo(Command verb)
    {
        verb.Add(_horizon);
        _margin.AddTo(verb);
        verb.Add(_currency);
        verb.Add(_origins);
        verb.Add(_seed);
        verb.Add(_threads);
    }

    /// <summary>The options once the orders are known.</summary>
    public TrainingOptions WithMargin(
        ParseResult parse,
        TrainingOptions options,
        Histories orders,
        ShopConfig config,
        Output output
    ) => _margin.Apply(parse, options, orders, config, output);

    /// <summary>The options; where one is not given, what the config states.</summary>
    public TrainingOptions Read(ParseResult parse, ValueBasis basis, ShopConfig config)
    {
        var options = new TrainingOptions
        {
            Horizon =
                config.Horizon is { } horizon && !CommonOptions.IsGiven(parse, _horizon)
                    ? horizon
                    : parse.GetValue(_horizon),
            ValueBasis = basis,
            Margin = _margin.Rate(parse, config),
            Currency = CommonOptions.IsGiven(parse, _currency)
                ? parse.GetValue(_currency)!
                : config.Currency,
            Origins = parse.GetValue(_origins),
            Seed = parse.GetValue(_seed),
            Threads = parse.GetValue(_threads),
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
