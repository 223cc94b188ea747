using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using ClvPredict.Data;
using ClvPredict.Features;
using ClvPredict.Models.Chain;
using ClvPredict.Models.Intervals;
using ClvPredict.Models.MlNet;

namespace ClvPredict.Models.Package;

/// <summary>
/// Saves a <see cref="ClvModel"/> as a model zip and loads it. The zip is an ML.NET model zip; what ML.NET does not know lies
/// under clv/: the manifest, the prior, the ranges, the covers of the leaves, golden rows and a digest of every other entry.
/// </summary>
public static class ModelPackage
{
    /// <summary>The entry that only zips of ClvPredict have.</summary>
    public const string ManifestEntry = "clv/manifest.json";
    private const string PriorEntry = "clv/prior.json";
    private const string IntervalsEntry = "clv/intervals.json";
    private const string CoversEntry = "clv/leaf-covers.json";
    private const string GoldenEntry = "clv/golden-rows.csv";
    internal const string DigestsEntry = "clv/digests.json";

    /// <summary>The bytes of the zip; the same model gives the same bytes.</summary>
    public static byte[] ToBytes(ClvModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var entries = new List<(string Name, ReadOnlyMemory<byte> Content)>();
        foreach (var (name, content) in model.Chain.Write())
            entries.Add((name, content));
        entries.Add((ManifestEntry, Json(model.Manifest)));
        entries.Add((PriorEntry, Json(PriorDocument.From(model.Prior))));
        entries.Add((IntervalsEntry, Json(model.Intervals)));
        entries.Add((CoversEntry, LeafCovers.Write(model.Chain)));
        entries.Add((GoldenEntry, GoldenRows.Write(model.Chain, model.Manifest.Features)));
        entries.Add((DigestsEntry, DigestsOf(entries)));
        using var stream = new MemoryStream();
        ModelArchive.Write(stream, entries);
        return stream.ToArray();
    }

    /// <summary>The digests of entries as they are stored; for tests that change an entry and sign it again.</summary>
    internal static byte[] DigestsOf(
        IEnumerable<(string Name, ReadOnlyMemory<byte> Content)> entries
    ) => Json(Digests(entries));

    /// <summary>Writes the zip to a folder as clv-AS-OF-DIGEST.zip and returns its path.</summary>
    public static string Save(ClvModel model, string folder)
    {
        var bytes = ToBytes(model);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"clv-{model.Manifest.AsOf:yyyy-MM-dd}-{digest}.zip");
        AtomicFile.Write(path, stream => stream.Write(bytes));
        return path;
    }

    /// <summary>Loads a model zip that ClvPredict wrote.</summary>
    /// <exception cref="ModelPackageException">The file is missing, damaged, changed, of another kind or of a newer format.</exception>
    public static ClvModel Load(string path) => Load(ModelArchive.Read(path));

    /// <summary>Loads a model from the entries of a zip.</summary>
    /// <exception cref="ModelPackageException">The zip is damaged, changed, of another kind or of a newer format.</exception>
    public static ClvModel Load(ModelArchive archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        if (!archive.Contains(ManifestEntry))
            throw new ModelPackageException(
                $"The zip has no {ManifestEntry}: it is no model of ClvPredict. `clv inspect` reads ML.NET's own zips."
            );
        VerifyFormat(archive);
        VerifyDigests(archive);
        var manifest = Parse<ModelManifest>(archive, ManifestEntry);
        VerifyFeatures(manifest);
        VerifyHorizon(manifest);
        var chain = MlNetModel.Read(archive);
        RequireColumns(chain, manifest.Features);
        GoldenRows.Verify(chain, manifest.Features, archive.Get(GoldenEntry).Span);
        try
        {
            return new ClvModel
            {
                Manifest = manifest,
                Prior = Parse<PriorDocument>(archive, PriorEntry).ToPrior(),
                Chain = LeafCovers.Attach(chain, Parse<double[][][]>(archive, CoversEntry)),
                Intervals = Intervals(archive),
            };
        }
        catch (ArgumentException e)
        {
            throw new ModelPackageException(
                $"{PriorEntry} holds parameters that no model can have: {e.Message}",
                e
            );
        }
    }

    private static IntervalTable Intervals(ModelArchive archive)
    {
        var table = Parse<IntervalTable>(archive, IntervalsEntry);
        var tiers = Enum.GetValues<CustomerTier>().Length;
        var isWhole =
            HasOneATier(table.Sigma, tiers)
            && HasOneATier(table.Dispersion, tiers)
            && !table.Levels.IsDefault
            && table.Levels.All(l => HasOneATier(l.Shift, tiers))
            && IntervalTable.NominalLevels.All(n =>
                table.Levels.Any(l => Math.Abs(l.Nominal - n) < 1e-9)
            );
        return isWhole
            ? table
            : throw new ModelPackageException(
                $"{IntervalsEntry} does not have ranges of every coverage for {tiers} tiers."
            );
    }

    private static bool HasOneATier(ImmutableArray<double> values, int tiers) =>
        !values.IsDefault && values.Length == tiers;

    private static void VerifyFormat(ModelArchive archive)
    {
        int version;
        try
        {
            using var json = JsonDocument.Parse(archive.Get(ManifestEntry));
            version = json.RootElement.GetProperty("format_version").GetInt32();
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
            )
        {
            throw new ModelPackageException($"{ManifestEntry} states no format version.", e);
        }
        if (version is < 1 or > ModelManifest.CurrentFormat)
            throw new ModelPackageException(
                $"The model zip has format {version}; this version reads formats 1 to {ModelManifest.CurrentFormat}."
            );
    }

    private static void VerifyFeatures(ModelManifest manifest)
    {
        var features = manifest.Features;
        if (
            features.OrderColumns.IsDefault
            || features.FirstOrder.IsDefault
            || features.FirstOrder.Any(c => c.Values.IsDefaultOrEmpty)
            || features.Attributes is { Numbers.IsDefault: true } or { Categories.IsDefault: true }
            || features.Attributes?.Categories.Any(c => c.Values.IsDefaultOrEmpty) == true
            || features.Events is { Types.IsDefault: true }
        )
            throw new ModelPackageException($"{ManifestEntry} does not state all feature columns.");
        if (manifest.FeatureFingerprint != features.Fingerprint())
            throw new ModelPackageException(
                $"The model was trained on other features than this version computes (written by version {manifest.LibraryVersion}); train it again."
            );
    }

    private static void VerifyHorizon(ModelManifest manifest)
    {
        try
        {
            Horizon.Parse(manifest.Horizon);
        }
        catch (FormatException e)
        {
            throw new ModelPackageException($"{ManifestEntry} states no horizon: {e.Message}", e);
        }
    }

    private static void RequireColumns(MlNetModel chain, FeatureContract features)
    {
        foreach (
            var name in new[]
            {
                ClvChain.ChurnProbability,
                ClvChain.ExpectedOrders,
                ClvChain.PredictedClv,
            }
        )
        {
            if (!chain.OutputColumns.Contains(name))
                throw new ModelPackageException($"The chain of the zip makes no column {name}.");
        }
        var known = features
            .Names()
            .Concat(ModelInputs.PriorNames)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var name in chain.InputColumns)
        {
            if (!known.Contains(name))
                throw new ModelPackageException(
                    $"The chain of the zip takes a column \"{name}\" that ClvPredict does not compute."
                );
        }
    }

    private static void VerifyDigests(ModelArchive archive)
    {
        // Sorted by ordinal comparison here: a dictionary that is sorted as it is parsed goes by the culture of the application.
        var stored = Parse<Dictionary<string, string>>(archive, DigestsEntry)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        foreach (var name in archive.Names)
        {
            if (name == DigestsEntry)
                continue;
            if (!stored.TryGetValue(name, out var expected))
                throw new ModelPackageException(
                    $"The entry {name} is not listed in {DigestsEntry}."
                );
            if (expected != Digest(archive.Get(name).Span))
                throw new ModelPackageException(
                    $"The entry {name} has been changed: its digest differs from {DigestsEntry}."
                );
        }
        foreach (var name in stored.Keys)
        {
            if (!archive.Contains(name))
                throw new ModelPackageException($"The entry {name} is missing from the zip.");
        }
        // The same digests have one way to be written: what else was changed in the entry shows here.
        if (!archive.Get(DigestsEntry).Span.SequenceEqual(Json(stored)))
            throw new ModelPackageException($"The entry {DigestsEntry} has been changed.");
    }

    private static ImmutableSortedDictionary<string, string> Digests(
        IEnumerable<(string Name, ReadOnlyMemory<byte> Content)> entries
    ) =>
        entries.ToImmutableSortedDictionary(
            e => e.Name,
            e => Digest(e.Content.Span),
            StringComparer.Ordinal
        );

    private static string Digest(ReadOnlySpan<byte> content) =>
        Convert.ToHexStringLower(SHA256.HashData(content));

    private static byte[] Json<T>(T value) =>
        JsonSerializer.SerializeToUtf8Bytes(value, PackageJson.Options);

    private static T Parse<T>(ModelArchive archive, string entry)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(archive.Get(entry).Span, PackageJson.Options)
                ?? throw new ModelPackageException($"{entry} is empty.");
        }
        catch (JsonException e)
        {
            throw new ModelPackageException($"{entry} cannot be read: {e.Message}", e);
        }
    }
}
