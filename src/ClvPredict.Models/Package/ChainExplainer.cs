using System.Collections.Immutable;
using ClvPredict.Models.Chain;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Package;

/// <summary>
/// Divides an output of the chain into factors. The chain multiplies powers of expectations of the prior and of tree members;
/// the powers are found by asking its expressions, and the trees by exact Shapley values. Immutable.
/// </summary>
internal sealed class ChainExplainer
{
    private readonly string _output;
    private readonly ImmutableArray<(string Input, double Power)> _inputs;
    private readonly ImmutableArray<(TreeExplainer Trees, double Power)> _members;
    private readonly ImmutableArray<string> _features;

    /// <summary>Prepares an output of a chain whose trees have leaf covers.</summary>
    public ChainExplainer(TransformerChain chain, ExplainedOutput output)
    {
        _output =
            output == ExplainedOutput.ActiveOdds ? ClvChain.ChurnProbability : output.ToString();
        var powers = new Dictionary<string, double>(StringComparer.Ordinal) { [_output] = 1 };
        var members = ImmutableArray.CreateBuilder<(TreeExplainer, double)>();
        var features = ImmutableArray<string>.Empty;
        // Backwards, so that every column is replaced by what it was made of.
        for (var i = chain.Steps.Length - 1; i >= 0; i--)
        {
            switch (chain.Steps[i])
            {
                case ExpressionStep expression:
                    foreach (var column in expression.Columns)
                    {
                        if (powers.Remove(column.Output, out var power))
                            Replace(powers, column, power);
                    }
                    break;
                case CopyColumns { Pairs: [var pair] }:
                    if (powers.Remove(pair.Output, out var copied))
                        powers[pair.Input] = copied;
                    break;
                case RegressionPredictor trees:
                    if (powers.Remove("Score", out var weight))
                        members.Add((new TreeExplainer(trees.Ensemble), weight));
                    break;
                case Concatenate { Columns: [var vector] }:
                    features = [.. vector.Sources.Select(s => s.Name)];
                    break;
            }
        }
        _inputs = [.. powers.Select(p => (p.Key, p.Value)).Where(p => p.Value != 0)];
        _members = members.ToImmutable();
        _features = features;
    }

    /// <summary>Explains a row.</summary>
    /// <param name="column">The value of a column of the chain by its name: inputs and outputs.</param>
    public ValueExplanation Explain(Func<string, float> column)
    {
        double value = column(_output);
        var prediction = _output == ClvChain.ChurnProbability ? (1 - value) / value : value;
        var logs = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (input, power) in _inputs)
            Add(logs, input, power * Math.Log(column(input)));
        if (_members.Length > 0)
        {
            float[] row = [.. _features.Select(column)];
            var contributions = new double[row.Length];
            foreach (var (trees, power) in _members)
            {
                trees.Explain(row, contributions);
                for (var f = 0; f < row.Length; f++)
                    Add(logs, _features[f], power * contributions[f]);
            }
        }
        return new ValueExplanation(
            prediction,
            prediction / Math.Exp(logs.Values.Sum()),
            [
                .. logs.Where(l => l.Value != 0)
                    .OrderByDescending(l => Math.Abs(l.Value))
                    .ThenBy(l => l.Key, StringComparer.Ordinal)
                    .Select(l => new ExplanationFactor(l.Key, column(l.Key), Math.Exp(l.Value))),
            ]
        );
    }

    private static void Add(Dictionary<string, double> sums, string key, double value) =>
        sums[key] = sums.GetValueOrDefault(key) + value;

    /// <summary>
    /// Replaces a column by the inputs of its expression. What is no product of powers, which only a rule of thumb is, stays
    /// a factor of its own.
    /// </summary>
    private static void Replace(
        Dictionary<string, double> powers,
        ExpressionColumn column,
        double power
    )
    {
        if (Slopes(column) is not { } slopes)
        {
            powers[column.Output] = power;
            return;
        }
        for (var i = 0; i < slopes.Length; i++)
            Add(powers, column.Inputs[i], power * slopes[i]);
    }

    /// <summary>How much the log of the output rises with the log of each input; null for no product of powers.</summary>
    private static double[]? Slopes(ExpressionColumn column)
    {
        float[] ones = [.. column.Inputs.Select(_ => 1f)];
        float[] all = [.. column.Inputs.Select((_, i) => 2f + i)];
        var atOnes = LogOutput(column, ones);
        var expected = atOnes;
        var slopes = new double[ones.Length];
        for (var i = 0; i < slopes.Length; i++)
        {
            ones[i] = MathF.E;
            slopes[i] = LogOutput(column, ones) - atOnes;
            ones[i] = 1;
            expected += slopes[i] * Math.Log(all[i]);
        }
        return Math.Abs(LogOutput(column, all) - expected) < 1e-3 ? slopes : null;
    }

    private static double LogOutput(ExpressionColumn column, float[] inputs)
    {
        ReadOnlyMemory<float>[] columns =
        [
            .. inputs.Select(x => (ReadOnlyMemory<float>)new[] { x }),
        ];
        var result = new float[1];
        column.Program.Run(columns, result);
        double value = result[0];
        return column.Output == ClvChain.ChurnProbability
            ? Math.Log((1 - value) / value)
            : Math.Log(value);
    }
}
