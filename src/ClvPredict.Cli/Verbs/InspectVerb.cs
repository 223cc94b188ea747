using System.CommandLine;
using System.Globalization;
using System.Text;
using ClvPredict.Data;
using ClvPredict.Models.MlNet;
using ClvPredict.Models.Package;

namespace ClvPredict.Cli.Verbs;

/// <summary>clv inspect: what is in a model zip, ours or ML.NET's; with --rows it scores rows of input columns.</summary>
internal static class InspectVerb
{
    public static Command Create()
    {
        var zip = new Argument<string>("ZIP")
        {
            Description = "A model zip of ClvPredict or of ML.NET.",
        };
        var rows = new Option<string?>("--rows")
        {
            Description =
                "Input columns by name (CSV); empty is missing, other columns are ignored.",
        };
        var file = new Option<string?>("--out")
        {
            Description = "Every numeric output column of the chain, one row a row (CSV).",
        };
        var rowClass = new Option<string?>("--row-class")
        {
            Description =
                "Write the class of an input row (FILE.cs) that ML.NET's prediction engine needs; the file's name is the class's.",
        };
        var json = CommonOptions.Json();
        var verb = new Command(
            "inspect",
            "Show what a model zip holds, or score rows of its input columns."
        )
        {
            zip,
            rows,
            file,
            rowClass,
            json,
        };
        verb.SetAction(parse =>
        {
            var path = ModelFile.Find(parse.GetValue(zip)!);
            if (parse.GetValue(rows) is { } rowsPath)
            {
                var target = OutputFiles.RequireCsv(
                    parse.GetValue(file) ?? throw new UsageException("--rows needs --out FILE.csv.")
                );
                Score(MlNetModel.Read(ModelArchive.Read(path)), rowsPath, target);
                return ExitCodes.Done;
            }
            if (parse.GetValue(rowClass) is { } classPath)
            {
                var name = Path.GetFileNameWithoutExtension(classPath);
                if (!RowClass.IsName(name))
                    throw new UsageException(
                        $"--row-class {classPath}: \"{name}\" is no name of a class; use letters, digits and _, a letter first."
                    );
                var source = RowClass.Of(MlNetModel.Read(ModelArchive.Read(path)), name);
                AtomicFile.Write(classPath, stream => stream.Write(Encoding.UTF8.GetBytes(source)));
                return ExitCodes.Done;
            }
            if (parse.GetValue(file) is not null)
                throw new UsageException("--out needs --rows FILE.csv.");
            Show(path, new Output(parse.GetValue(json)));
            return ExitCodes.Done;
        });
        return verb;
    }

    private static void Show(string path, Output output)
    {
        var archive = ModelArchive.Read(path);
        var manifest = archive.Contains(ModelPackage.ManifestEntry)
            ? ModelPackage.Load(archive).Manifest
            : null;
        var model = MlNetModel.Read(archive);
        output.Result(
            new
            {
                Manifest = manifest,
                Inputs = model.InputColumns,
                Outputs = model.OutputColumns,
                Steps = model.Chain.Steps.Select(Describe),
                Entries = archive.Names,
            },
            () =>
            {
                var text = new StringBuilder();
                if (manifest is not null)
                    text.AppendLine(TrainVerb.Describe(path, manifest));
                else
                    text.AppendLine(CultureInfo.InvariantCulture, $"{path}: an ML.NET model zip");
                text.AppendLine("steps");
                foreach (var (step, index) in model.Chain.Steps.Select((s, i) => (s, i)))
                    text.AppendLine(
                        CultureInfo.InvariantCulture,
                        $"  {index, 3}  {Describe(step)}"
                    );
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"inputs     {string.Join(' ', model.InputColumns)}"
                );
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"outputs    {string.Join(' ', model.OutputColumns)}"
                );
                return text.ToString();
            }
        );
    }

    private static string Describe(TransformStep step) =>
        step switch
        {
            TreePredictor p =>
                $"{p.GetType().Name} {p.Ensemble.Kind}, {p.Ensemble.Trees.Length} trees on {p.FeatureColumn}",
            ExpressionStep e => string.Join(
                "; ",
                e.Columns.Select(c =>
                    $"{c.Output} = {c.Expression} of {string.Join(", ", c.Inputs)}"
                )
            ),
            CopyColumns c => string.Join("; ", c.Pairs.Select(p => $"{p.Output} = {p.Input}")),
            Concatenate c => string.Join(
                "; ",
                c.Columns.Select(v => $"{v.Output} = {v.Sources.Length} columns")
            ),
            TransformerChain c =>
                $"chain of {c.Steps.Length}: {string.Join(" | ", c.Steps.Select(Describe))}",
            _ => step.GetType().Name,
        };

    private static void Score(MlNetModel model, string rowsPath, string path)
    {
        var table = CsvTable.Read(rowsPath);
        var batch = new ColumnBatch(table.RowCount);
        foreach (var input in model.Inputs)
            Set(batch, input, model, table, rowsPath);
        model.Apply(batch);
        AtomicFile.Write(
            path,
            stream =>
            {
                using var csv = new CsvWriter(stream);
                foreach (var name in model.OutputColumns)
                    csv.Write(name);
                csv.EndRow();
                for (var row = 0; row < table.RowCount; row++)
                {
                    foreach (var name in model.OutputColumns)
                        csv.Write(batch.Numbers(name)[row]);
                    csv.EndRow();
                }
            }
        );
    }

    private static void Set(
        ColumnBatch batch,
        ModelColumn input,
        MlNetModel model,
        CsvTable table,
        string path
    )
    {
        switch (input.Kind)
        {
            case ColumnKind.Text:
                batch.SetText(input.Name, Texts(table, Index(table, input.Name, path)));
                break;
            case ColumnKind.Vector:
                batch.SetVectors(input.Name, input.Width, Vectors(input, model, table, path));
                break;
            default:
                batch.SetNumbers(input.Name, Numbers(table, Index(table, input.Name, path), path));
                break;
        }
    }

    /// <summary>A vector from columns with the names of its places, or NAME.0, NAME.1, … where the zip has no names.</summary>
    private static float[] Vectors(ModelColumn input, MlNetModel model, CsvTable table, string path)
    {
        var names = model.SlotNamesOf(input.Name);
        if (names.IsEmpty)
            names =
            [
                .. Enumerable
                    .Range(0, input.Width)
                    .Select(i => string.Create(CultureInfo.InvariantCulture, $"{input.Name}.{i}")),
            ];
        var vectors = new float[table.RowCount * input.Width];
        for (var slot = 0; slot < input.Width; slot++)
        {
            var values = Numbers(table, Index(table, names[slot], path), path);
            for (var row = 0; row < values.Length; row++)
                vectors[row * input.Width + slot] = values[row];
        }
        return vectors;
    }

    private static int Index(CsvTable table, string name, string path)
    {
        var column = table.IndexOf(name);
        return column >= 0
            ? column
            : throw new OrderDataException(
                $"{path} has no column \"{name}\", which the model takes. It has: {string.Join(", ", table.Columns)}."
            );
    }

    private static string?[] Texts(CsvTable table, int column)
    {
        var values = new string?[table.RowCount];
        for (var row = 0; row < values.Length; row++)
            values[row] = table[row, column];
        return values;
    }

    private static float[] Numbers(CsvTable table, int column, string path)
    {
        var values = new float[table.RowCount];
        for (var row = 0; row < values.Length; row++)
        {
            var text = table[row, column];
            values[row] = text.ToUpperInvariant() switch
            {
                "" => float.NaN,
                "TRUE" => 1,
                "FALSE" => 0,
                _ when float.TryParse(
                        text,
                        NumberStyles.Float,
                        CultureInfo.InvariantCulture,
                        out var number
                    ) => number,
                _ => throw new OrderDataException(
                    $"{path}: row {row + 1} of column {table.Columns[column]} holds \"{(text.Length > 80 ? text[..80] : text)}\", which is no number."
                ),
            };
        }
        return values;
    }
}
