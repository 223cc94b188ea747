using System.Collections.Immutable;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Package;

/// <summary>
/// A value or churn model that somebody trained in ML.NET on the columns of <c>clv features</c>: a zip without clv/ entries.
/// It knows no prior, so it says less than a <see cref="ClvModel"/>. Immutable and safe to use from many threads.
/// </summary>
public sealed class FeatureModel
{
    private const int BlockSize = 8192;
    private const int NamesShown = 20;

    private FeatureModel(MlNetModel chain)
    {
        Chain = chain;
        var outputs = chain.OutputColumns;
        string? Taken(string name, string? otherwise) => outputs.Contains(name) ? name : otherwise;
        ValueColumn = Taken(
            ClvChain.PredictedClv,
            MlNetModel.Predictors(chain.Chain).LastOrDefault() is { } last && IsRegression(last)
                ? "Score"
                : null
        );
        ChurnColumn = Taken(ClvChain.ChurnProbability, Taken("Probability", null));
        OrdersColumn = Taken(ClvChain.ExpectedOrders, null);
    }

    /// <summary>The steps.</summary>
    public MlNetModel Chain { get; }

    /// <summary>The output taken as predicted CLV: PredictedClv, or the Score of a chain that ends with a regression; else null.</summary>
    public string? ValueColumn { get; }

    /// <summary>The output taken as churn probability: ChurnProbability, or the Probability of a classifier; else null.</summary>
    public string? ChurnColumn { get; }

    /// <summary>The output taken as expected orders: ExpectedOrders; else null.</summary>
    public string? OrdersColumn { get; }

    /// <summary>Whether a zip is one that only ML.NET knows, not one of <see cref="ModelPackage"/>.</summary>
    public static bool IsOne(ModelArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        return !archive.Contains(ModelPackage.ManifestEntry);
    }

    /// <summary>Reads the model of a zip.</summary>
    /// <exception cref="ModelPackageException">The zip is refused, or makes nothing that is taken as a prediction.</exception>
    public static FeatureModel Load(ModelArchive archive)
    {
        var model = new FeatureModel(MlNetModel.Read(archive));
        return model is { ValueColumn: null, ChurnColumn: null, OrdersColumn: null }
            ? throw new ModelPackageException(
                $"The model makes nothing that is taken as a prediction (PredictedClv or the Score of a regression, ChurnProbability or the Probability of a classifier, ExpectedOrders); it makes {List(model.Chain.OutputColumns)}."
            )
            : model;
    }

    /// <summary>
    /// The features to compute for the model: those of the data at hand, and of a category that the model takes those values
    /// that it names, so that name=(other) means what it meant in training.
    /// </summary>
    /// <param name="learned">What the data at hand has.</param>
    public FeatureContract ContractFor(FeatureContract learned)
    {
        ArgumentNullException.ThrowIfNull(learned);
        var names = Chain.Inputs.SelectMany(i => NamesOf(i)).ToArray();
        ImmutableArray<CategoryFeature> Adapt(
            ImmutableArray<CategoryFeature> categories,
            string prefix
        ) => [.. categories.Select(c => Adapted(c, prefix + c.Name + "=", names))];

        return learned with
        {
            FirstOrder = Adapt(learned.FirstOrder, ""),
            Attributes = learned.Attributes is { } attributes
                ? attributes with
                {
                    Categories = Adapt(attributes.Categories, AttributeFeatures.Prefix),
                }
                : null,
        };
    }

    /// <summary>Predicts every row; results do not depend on the number of threads.</summary>
    /// <exception cref="ModelPackageException">The model takes columns that the table does not have, which the message names.</exception>
    public FeaturePredictions Predict(
        FeatureTable features,
        int threads = 1,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(features);
        var sources = Sources(features);
        var rows = features.RowCount;
        var predictions = new FeaturePredictions(
            ValueColumn is null ? null : new float[rows],
            ChurnColumn is null ? null : new float[rows],
            OrdersColumn is null ? null : new float[rows]
        );
        Parallel.For(
            0,
            (rows + BlockSize - 1) / BlockSize,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = threads,
                CancellationToken = cancellationToken,
            },
            block =>
            {
                var start = block * BlockSize;
                var batch = Batch(sources, start, Math.Min(BlockSize, rows - start));
                Chain.Apply(batch, cancellationToken: cancellationToken);
                Copy(batch, ValueColumn, predictions.PredictedClv, start);
                Copy(batch, ChurnColumn, predictions.ChurnProbability, start);
                Copy(batch, OrdersColumn, predictions.ExpectedOrders, start);
            }
        );
        return predictions;
    }

    private static CategoryFeature Adapted(CategoryFeature category, string start, string[] names)
    {
        string[] values =
        [
            .. names
                .Where(n => n.StartsWith(start, StringComparison.Ordinal))
                .Select(n => n[start.Length..])
                .Where(v => v != CategoryFeature.Other)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        return values.Length == 0 ? category : category with { Values = [.. values] };
    }

    private ImmutableArray<string> NamesOf(ModelColumn input) =>
        input.Kind == ColumnKind.Vector ? Chain.SlotNamesOf(input.Name) : [input.Name];

    private static bool IsRegression(TreePredictor predictor) =>
        predictor.Ensemble.Kind
            is EnsembleKind.FastTreeRegression
                or EnsembleKind.FastTreeTweedie
                or EnsembleKind.FastForestRegression;

    private static void Copy(ColumnBatch batch, string? name, float[]? values, int start)
    {
        if (name is not null)
            batch.Numbers(name).CopyTo(values.AsSpan(start));
    }

    private static ColumnBatch Batch(List<Source> sources, int start, int rows)
    {
        var batch = new ColumnBatch(rows);
        foreach (var (column, values) in sources)
        {
            if (column.Kind == ColumnKind.Number)
            {
                batch.SetNumbers(column.Name, values[0].Slice(start, rows));
                continue;
            }
            var vectors = new float[rows * values.Length];
            for (var slot = 0; slot < values.Length; slot++)
            {
                var from = values[slot].Span.Slice(start, rows);
                for (var row = 0; row < rows; row++)
                    vectors[(row * values.Length) + slot] = from[row];
            }
            batch.SetVectors(column.Name, values.Length, vectors);
        }
        return batch;
    }

    /// <summary>The feature, or for a vector the features, of every input.</summary>
    private List<Source> Sources(FeatureTable features)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in features.Names)
            places.TryAdd(name, places.Count);
        var missing = new List<string>();
        var sources = new List<Source>();
        foreach (var input in Chain.Inputs)
        {
            RequireNumbers(input);
            var names = NamesOf(input);
            if (names.IsEmpty)
                throw new ModelPackageException(
                    $"The model takes a vector {ZipReader.Quote(input.Name)} and does not say of which columns; make it with Concatenate."
                );
            missing.AddRange(names.Where(n => !places.ContainsKey(n)));
            sources.Add(
                new Source(
                    input,
                    [
                        .. names.Select(n =>
                            places.TryGetValue(n, out var at) ? features.Columns[at] : default
                        ),
                    ]
                )
            );
        }
        if (missing.Count > 0)
            throw new ModelPackageException(
                $"The model takes {missing.Count} columns that are no features of this data: {List(missing)}. `clv features` writes those that are{(missing.Exists(ModelInputs.PriorNames.Contains) ? "; columns of a prior exist for models of `clv train` only" : "")}."
            );
        return sources;
    }

    private void RequireNumbers(ModelColumn input)
    {
        var type = Chain.Schema?.Find(input.Name)?.Type;
        var found =
            input.Kind is not (ColumnKind.Number or ColumnKind.Vector) ? input.Kind.ToString()
            : input.Kind == ColumnKind.Number && type is not null && !type.Equals(ColumnType.Number)
                ? type.Codec
            : null;
        if (found is not null)
            throw new ModelPackageException(
                $"The model takes column {ZipReader.Quote(input.Name)} as {found}; features are Single, missing ones NaN."
            );
    }

    private static string List(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(NamesShown))
        + (names.Count > NamesShown ? $" and {names.Count - NamesShown} more" : "");

    private sealed record Source(ModelColumn Column, ImmutableArray<ReadOnlyMemory<float>> Values);
}
