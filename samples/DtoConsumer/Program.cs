using LxdGen;
using LxdGen.Json;
using LxdGen.Raw;
using Microsoft.OpenApi;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(_ => LxdClient.ConnectLocal());
builder.Services.AddProblemDetails();
builder.Services.AddOpenApi(options => options.AddSchemaTransformer((schema, context, _) =>
{
    // ASP.NET cannot see through a converter. What these write are strings.
    var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
    if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ILxdOpenValue<>)))
        schema.Type = JsonSchemaType.String;
    // A DTO takes a null for what is then an empty string or list, but never returns one.
    if (context.JsonPropertyInfo is { IsGetNullable: false })
        schema.Type &= ~JsonSchemaType.Null;
    return Task.CompletedTask;
}));

var app = builder.Build();
app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf });
app.MapOpenApi();

// The DTO is the body: LXD's own JSON, with the fields that only a newer LXD knows.
app.MapGet("/pools/{name}", async (string name, LxdClient lxd, CancellationToken ct) =>
    (await new StoragePoolsClient(lxd.Pipeline).GetAsync(name, cancellationToken: ct)).Value)
    .ProducesProblem(404).ProducesProblem(503);

app.MapPost("/pools", async (StoragePoolsPost post, LxdClient lxd, CancellationToken ct) =>
{
    var pool = await lxd.StoragePools.CreateAsync(post, ct);
    return TypedResults.Created($"/pools/{Uri.EscapeDataString(pool.Name)}");
}).ProducesProblem(400).ProducesProblem(409).ProducesProblem(503);

app.Run();

static int StatusOf(Exception exception) => exception switch
{
    LxdNotFoundException => 404,
    LxdConflictException => 409,
    LxdConnectionException => 503,
    LxdException { StatusCode: 400 } or ArgumentException => 400,
    BadHttpRequestException bad => bad.StatusCode,
    _ => 500,
};
