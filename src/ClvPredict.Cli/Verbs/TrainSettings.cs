using System.CommandLine;
using ClvPredict.Features;
using ClvPredict.Training;

namespace ClvPredict.Cli.Verbs;

/// <summary>The training options of a verb.</summary>
internal sealed class TrainSettings
{
    private readonly Option<Horizon> _horizon = CommonOptions.Horizon();
    private readonly MarginSetting _margin = new();
    private readonly Option<string> _currency = CommonOptions.Currency();
    private readonly Option<ulong> _seed = CommonOptions.Seed();
    private readonly Option<int> _threads = CommonOptions.Threads();

    public void AddTo(Command verb)
    {
        verb.Add(_horizon);
        _margin.AddTo(verb);
        verb.Add(_currency);
        verb.Add(_seed);
        verb.Add(_threads);
    }

    /// <summary>The options once the orders are known.</summary>
    public TrainingOptions WithMargin(
        ParseResult parse,
        TrainingOptions options,
        Histories orders,
        Output output
    ) => _margin.Apply(parse, options, orders, output);

    public TrainingOptions Read(ParseResult parse, ValueBasis basis)
    {
        var options = new TrainingOptions
        {
            Horizon = parse.GetValue(_horizon),
            ValueBasis = basis,
            Margin = _margin.Rate(parse),
            Currency = parse.GetValue(_currency) ?? "",
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
