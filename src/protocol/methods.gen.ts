/* Written by `npm run protocol` from codex-cli 0.169.0 (app-server generate-ts --experimental).
   Do not edit: a newer server is a new version in package.json and a new run. */

import type * as Types from "./types.gen.ts";

export const protocolVersion = "0.169.0";

/** Requests of ours: method to its params and result. */
export interface ClientMethods {
  initialize: { params: Types.InitializeParams; result: Types.InitializeResponse };
  "server/diagnostics": {
    params: Types.ServerDiagnosticsParams;
    result: Types.ServerDiagnosticsResponse;
  };
  "userVerification/status": {
    params: Types.UserVerificationStatusParams;
    result: Types.UserVerificationStatusResponse;
  };
  "userVerification/enroll": {
    params: Types.UserVerificationEnrollParams;
    result: Types.UserVerificationEnrollResponse;
  };
  "userVerification/delete": {
    params: Types.UserVerificationDeleteParams;
    result: Types.UserVerificationDeleteResponse;
  };
  "userVerification/verify": {
    params: Types.UserVerificationVerifyParams;
    result: Types.UserVerificationVerifyResponse;
  };
  "userVerification/cancel": {
    params: Types.UserVerificationCancelParams;
    result: Types.UserVerificationCancelResponse;
  };
  "thread/start": { params: Types.ThreadStartParams; result: Types.ThreadStartResponse };
  "thread/resume": { params: Types.ThreadResumeParams; result: Types.ThreadResumeResponse };
  "thread/fork": { params: Types.ThreadForkParams; result: Types.ThreadForkResponse };
  "thread/sample": { params: Types.ThreadSampleParams; result: Types.ThreadSampleResponse };
  "thread/sample/cancel": {
    params: Types.ThreadSampleCancelParams;
    result: Types.ThreadSampleCancelResponse;
  };
  "thread/archive": { params: Types.ThreadArchiveParams; result: Types.ThreadArchiveResponse };
  "thread/delete": { params: Types.ThreadDeleteParams; result: Types.ThreadDeleteResponse };
  "thread/unsubscribe": {
    params: Types.ThreadUnsubscribeParams;
    result: Types.ThreadUnsubscribeResponse;
  };
  "thread/increment_elicitation": {
    params: Types.ThreadIncrementElicitationParams;
    result: Types.ThreadIncrementElicitationResponse;
  };
  "thread/decrement_elicitation": {
    params: Types.ThreadDecrementElicitationParams;
    result: Types.ThreadDecrementElicitationResponse;
  };
  "thread/name/set": { params: Types.ThreadSetNameParams; result: Types.ThreadSetNameResponse };
  "thread/prediction/request": {
    params: Types.ThreadPredictionRequestParams;
    result: Types.ThreadPredictionRequestResponse;
  };
  "thread/goal/set": { params: Types.ThreadGoalSetParams; result: Types.ThreadGoalSetResponse };
  "thread/goal/get": { params: Types.ThreadGoalGetParams; result: Types.ThreadGoalGetResponse };
  "thread/goal/clear": {
    params: Types.ThreadGoalClearParams;
    result: Types.ThreadGoalClearResponse;
  };
  "thread/queue/add": { params: Types.ThreadQueueAddParams; result: Types.ThreadQueueAddResponse };
  "thread/queue/list": {
    params: Types.ThreadQueueListParams;
    result: Types.ThreadQueueListResponse;
  };
  "thread/queue/update": {
    params: Types.ThreadQueueUpdateParams;
    result: Types.ThreadQueueUpdateResponse;
  };
  "thread/queue/delete": {
    params: Types.ThreadQueueDeleteParams;
    result: Types.ThreadQueueDeleteResponse;
  };
  "thread/queue/reorder": {
    params: Types.ThreadQueueReorderParams;
    result: Types.ThreadQueueReorderResponse;
  };
  "thread/queue/start": {
    params: Types.ThreadQueueStartParams;
    result: Types.ThreadQueueStartResponse;
  };
  "thread/metadata/update": {
    params: Types.ThreadMetadataUpdateParams;
    result: Types.ThreadMetadataUpdateResponse;
  };
  "thread/attachment/add": {
    params: Types.ThreadAttachmentAddParams;
    result: Types.ThreadAttachmentAddResponse;
  };
  "thread/attachment/list": {
    params: Types.ThreadAttachmentListParams;
    result: Types.ThreadAttachmentListResponse;
  };
  "thread/attachmentOwner/list": {
    params: Types.ThreadAttachmentOwnerListParams;
    result: Types.ThreadAttachmentOwnerListResponse;
  };
  "thread/attachment/remove": {
    params: Types.ThreadAttachmentRemoveParams;
    result: Types.ThreadAttachmentRemoveResponse;
  };
  "thread/section/move": {
    params: Types.ThreadSectionMoveParams;
    result: Types.ThreadSectionMoveResponse;
  };
  "thread/settings/update": {
    params: Types.ThreadSettingsUpdateParams;
    result: Types.ThreadSettingsUpdateResponse;
  };
  "thread/memoryMode/set": {
    params: Types.ThreadMemoryModeSetParams;
    result: Types.ThreadMemoryModeSetResponse;
  };
  "thread/memory/read": {
    params: Types.ThreadMemoryReadParams;
    result: Types.ThreadMemoryReadResponse;
  };
  "memory/status": { params: Types.MemoryStatusParams; result: Types.MemoryStatusResponse };
  "memory/reset": { params: undefined; result: Types.MemoryResetResponse };
  "rollout/compress": { params: undefined; result: Types.RolloutCompressResponse };
  "thread/unarchive": {
    params: Types.ThreadUnarchiveParams;
    result: Types.ThreadUnarchiveResponse;
  };
  "thread/compact/start": {
    params: Types.ThreadCompactStartParams;
    result: Types.ThreadCompactStartResponse;
  };
  "thread/shellCommand": {
    params: Types.ThreadShellCommandParams;
    result: Types.ThreadShellCommandResponse;
  };
  "thread/approveGuardianDeniedAction": {
    params: Types.ThreadApproveGuardianDeniedActionParams;
    result: Types.ThreadApproveGuardianDeniedActionResponse;
  };
  "thread/backgroundTerminals/clean": {
    params: Types.ThreadBackgroundTerminalsCleanParams;
    result: Types.ThreadBackgroundTerminalsCleanResponse;
  };
  "thread/backgroundTerminals/list": {
    params: Types.ThreadBackgroundTerminalsListParams;
    result: Types.ThreadBackgroundTerminalsListResponse;
  };
  "thread/backgroundTerminals/terminate": {
    params: Types.ThreadBackgroundTerminalsTerminateParams;
    result: Types.ThreadBackgroundTerminalsTerminateResponse;
  };
  "thread/revert": { params: Types.ThreadRevertParams; result: Types.ThreadRevertResponse };
  "thread/list": { params: Types.ThreadListParams; result: Types.ThreadListResponse };
  "project/list": { params: Types.ProjectListParams; result: Types.ProjectListResponse };
  "project/read": { params: Types.ProjectReadParams; result: Types.ProjectReadResponse };
  "project/create": { params: Types.ProjectCreateParams; result: Types.ProjectCreateResponse };
  "project/import": { params: Types.ProjectImportParams; result: Types.ProjectImportResponse };
  "project/update": { params: Types.ProjectUpdateParams; result: Types.ProjectUpdateResponse };
  "project/move": { params: Types.ProjectMoveParams; result: Types.ProjectMoveResponse };
  "project/delete": { params: Types.ProjectDeleteParams; result: Types.ProjectDeleteResponse };
  "threadSection/list": {
    params: Types.ThreadSectionListParams;
    result: Types.ThreadSectionListResponse;
  };
  "threadSection/create": {
    params: Types.ThreadSectionCreateParams;
    result: Types.ThreadSectionCreateResponse;
  };
  "threadSection/update": {
    params: Types.ThreadSectionUpdateParams;
    result: Types.ThreadSectionUpdateResponse;
  };
  "threadSection/delete": {
    params: Types.ThreadSectionDeleteParams;
    result: Types.ThreadSectionDeleteResponse;
  };
  "thread/search": { params: Types.ThreadSearchParams; result: Types.ThreadSearchResponse };
  "thread/searchOccurrences": {
    params: Types.ThreadSearchOccurrencesParams;
    result: Types.ThreadSearchOccurrencesResponse;
  };
  "thread/loaded/list": {
    params: Types.ThreadLoadedListParams;
    result: Types.ThreadLoadedListResponse;
  };
  "thread/read": { params: Types.ThreadReadParams; result: Types.ThreadReadResponse };
  "thread/readState/update": {
    params: Types.ThreadReadStateUpdateParams;
    result: Types.ThreadReadStateUpdateResponse;
  };
  "thread/turns/list": {
    params: Types.ThreadTurnsListParams;
    result: Types.ThreadTurnsListResponse;
  };
  "thread/items/list": {
    params: Types.ThreadItemsListParams;
    result: Types.ThreadItemsListResponse;
  };
  "thread/items/read": {
    params: Types.ThreadItemsReadParams;
    result: Types.ThreadItemsReadResponse;
  };
  "thread/guardianReview": {
    params: Types.ThreadGuardianReviewParams;
    result: Types.ThreadGuardianReviewResponse;
  };
  "thread/inject_items": {
    params: Types.ThreadInjectItemsParams;
    result: Types.ThreadInjectItemsResponse;
  };
  "thread/prepareApprovedPlan": {
    params: Types.ThreadPrepareApprovedPlanParams;
    result: Types.ThreadPrepareApprovedPlanResponse;
  };
  "skills/list": { params: Types.SkillsListParams; result: Types.SkillsListResponse };
  "skills/extraRoots/set": {
    params: Types.SkillsExtraRootsSetParams;
    result: Types.SkillsExtraRootsSetResponse;
  };
  "hooks/list": { params: Types.HooksListParams; result: Types.HooksListResponse };
  "marketplace/add": { params: Types.MarketplaceAddParams; result: Types.MarketplaceAddResponse };
  "marketplace/remove": {
    params: Types.MarketplaceRemoveParams;
    result: Types.MarketplaceRemoveResponse;
  };
  "marketplace/upgrade": {
    params: Types.MarketplaceUpgradeParams;
    result: Types.MarketplaceUpgradeResponse;
  };
  "plugin/list": { params: Types.PluginListParams; result: Types.PluginListResponse };
  "plugin/search": { params: Types.PluginSearchParams; result: Types.PluginSearchResponse };
  "plugin/installed": {
    params: Types.PluginInstalledParams;
    result: Types.PluginInstalledResponse;
  };
  "plugin/reconcile": {
    params: Types.PluginReconcileParams;
    result: Types.PluginReconcileResponse;
  };
  "plugin/read": { params: Types.PluginReadParams; result: Types.PluginReadResponse };
  "plugin/skill/read": {
    params: Types.PluginSkillReadParams;
    result: Types.PluginSkillReadResponse;
  };
  "plugin/share/save": {
    params: Types.PluginShareSaveParams;
    result: Types.PluginShareSaveResponse;
  };
  "plugin/share/updateTargets": {
    params: Types.PluginShareUpdateTargetsParams;
    result: Types.PluginShareUpdateTargetsResponse;
  };
  "plugin/share/list": {
    params: Types.PluginShareListParams;
    result: Types.PluginShareListResponse;
  };
  "plugin/share/checkout": {
    params: Types.PluginShareCheckoutParams;
    result: Types.PluginShareCheckoutResponse;
  };
  "plugin/share/delete": {
    params: Types.PluginShareDeleteParams;
    result: Types.PluginShareDeleteResponse;
  };
  "app/read": { params: Types.AppsReadParams; result: Types.AppsReadResponse };
  "app/list": { params: Types.AppsListParams; result: Types.AppsListResponse };
  "app/installed": { params: Types.AppsInstalledParams; result: Types.AppsInstalledResponse };
  "fs/readFile": { params: Types.FsReadFileParams; result: Types.FsReadFileResponse };
  "fs/writeFile": { params: Types.FsWriteFileParams; result: Types.FsWriteFileResponse };
  "fs/createDirectory": {
    params: Types.FsCreateDirectoryParams;
    result: Types.FsCreateDirectoryResponse;
  };
  "fs/getMetadata": { params: Types.FsGetMetadataParams; result: Types.FsGetMetadataResponse };
  "fs/readDirectory": {
    params: Types.FsReadDirectoryParams;
    result: Types.FsReadDirectoryResponse;
  };
  "fs/remove": { params: Types.FsRemoveParams; result: Types.FsRemoveResponse };
  "fs/copy": { params: Types.FsCopyParams; result: Types.FsCopyResponse };
  "fs/watch": { params: Types.FsWatchParams; result: Types.FsWatchResponse };
  "fs/unwatch": { params: Types.FsUnwatchParams; result: Types.FsUnwatchResponse };
  "skills/config/write": {
    params: Types.SkillsConfigWriteParams;
    result: Types.SkillsConfigWriteResponse;
  };
  "plugin/install": { params: Types.PluginInstallParams; result: Types.PluginInstallResponse };
  "plugin/uninstall": {
    params: Types.PluginUninstallParams;
    result: Types.PluginUninstallResponse;
  };
  "turn/start": { params: Types.TurnStartParams; result: Types.TurnStartResponse };
  "turn/settings/update": {
    params: Types.TurnSettingsUpdateParams;
    result: Types.TurnSettingsUpdateResponse;
  };
  "turn/steer": { params: Types.TurnSteerParams; result: Types.TurnSteerResponse };
  "turn/interrupt": { params: Types.TurnInterruptParams; result: Types.TurnInterruptResponse };
  "thread/realtime/start": {
    params: Types.ThreadRealtimeStartParams;
    result: Types.ThreadRealtimeStartResponse;
  };
  "thread/realtime/appendAudio": {
    params: Types.ThreadRealtimeAppendAudioParams;
    result: Types.ThreadRealtimeAppendAudioResponse;
  };
  "thread/realtime/appendText": {
    params: Types.ThreadRealtimeAppendTextParams;
    result: Types.ThreadRealtimeAppendTextResponse;
  };
  "thread/realtime/appendSpeech": {
    params: Types.ThreadRealtimeAppendSpeechParams;
    result: Types.ThreadRealtimeAppendSpeechResponse;
  };
  "thread/realtime/stop": {
    params: Types.ThreadRealtimeStopParams;
    result: Types.ThreadRealtimeStopResponse;
  };
  "thread/timeline/list": {
    params: Types.ThreadTimelineListParams;
    result: Types.ThreadTimelineListResponse;
  };
  "thread/realtime/listVoices": {
    params: Types.ThreadRealtimeListVoicesParams;
    result: Types.ThreadRealtimeListVoicesResponse;
  };
  "review/start": { params: Types.ReviewStartParams; result: Types.ReviewStartResponse };
  "model/list": { params: Types.ModelListParams; result: Types.ModelListResponse };
  "account/gatewayOAuth/read": { params: undefined; result: Types.GatewayOAuthReadResponse };
  "account/gatewayOAuth/login": { params: undefined; result: Types.GatewayOAuthLoginResponse };
  "account/gatewayOAuth/cancel": { params: undefined; result: Types.GatewayOAuthCancelResponse };
  "modelProvider/list": {
    params: Types.ModelProviderListParams;
    result: Types.ModelProviderListResponse;
  };
  "modelProvider/config/write": {
    params: Types.ModelProviderConfigWriteParams;
    result: Types.ModelProviderConfigWriteResponse;
  };
  "modelProvider/capabilities/read": {
    params: Types.ModelProviderCapabilitiesReadParams;
    result: Types.ModelProviderCapabilitiesReadResponse;
  };
  "experimentalFeature/list": {
    params: Types.ExperimentalFeatureListParams;
    result: Types.ExperimentalFeatureListResponse;
  };
  "permissionProfile/list": {
    params: Types.PermissionProfileListParams;
    result: Types.PermissionProfileListResponse;
  };
  "experimentalFeature/enablement/set": {
    params: Types.ExperimentalFeatureEnablementSetParams;
    result: Types.ExperimentalFeatureEnablementSetResponse;
  };
  "remoteControl/enable": {
    params: Types.RemoteControlEnableParams;
    result: Types.RemoteControlEnableResponse;
  };
  "remoteControl/disable": {
    params: Types.RemoteControlDisableParams;
    result: Types.RemoteControlDisableResponse;
  };
  "remoteControl/status/read": { params: undefined; result: Types.RemoteControlStatusReadResponse };
  "remoteControl/pairing/start": {
    params: Types.RemoteControlPairingStartParams;
    result: Types.RemoteControlPairingStartResponse;
  };
  "remoteControl/pairing/status": {
    params: Types.RemoteControlPairingStatusParams;
    result: Types.RemoteControlPairingStatusResponse;
  };
  "remoteControl/client/list": {
    params: Types.RemoteControlClientsListParams;
    result: Types.RemoteControlClientsListResponse;
  };
  "remoteControl/client/revoke": {
    params: Types.RemoteControlClientsRevokeParams;
    result: Types.RemoteControlClientsRevokeResponse;
  };
  "collaborationMode/list": {
    params: Types.CollaborationModeListParams;
    result: Types.CollaborationModeListResponse;
  };
  "mock/experimentalMethod": {
    params: Types.MockExperimentalMethodParams;
    result: Types.MockExperimentalMethodResponse;
  };
  "environment/add": { params: Types.EnvironmentAddParams; result: Types.EnvironmentAddResponse };
  "environment/info": {
    params: Types.EnvironmentInfoParams;
    result: Types.EnvironmentInfoResponse;
  };
  "environment/status": {
    params: Types.EnvironmentStatusParams;
    result: Types.EnvironmentStatusResponse;
  };
  "mcpServer/oauth/login": {
    params: Types.McpServerOauthLoginParams;
    result: Types.McpServerOauthLoginResponse;
  };
  "config/mcpServer/reload": { params: undefined; result: Types.McpServerRefreshResponse };
  "mcpServerStatus/list": {
    params: Types.ListMcpServerStatusParams;
    result: Types.ListMcpServerStatusResponse;
  };
  "mcpServer/resource/read": {
    params: Types.McpResourceReadParams;
    result: Types.McpResourceReadResponse;
  };
  "mcpServer/event/stream/start": {
    params: Types.McpServerEventStreamStartParams;
    result: Types.McpServerEventStreamStartResponse;
  };
  "mcpServer/event/stream/stop": {
    params: Types.McpServerEventStreamStopParams;
    result: Types.McpServerEventStreamStopResponse;
  };
  "mcpServer/tool/call": {
    params: Types.McpServerToolCallParams;
    result: Types.McpServerToolCallResponse;
  };
  "windowsSandbox/setupStart": {
    params: Types.WindowsSandboxSetupStartParams;
    result: Types.WindowsSandboxSetupStartResponse;
  };
  "windowsSandbox/readiness": { params: undefined; result: Types.WindowsSandboxReadinessResponse };
  "account/login/start": { params: Types.LoginAccountParams; result: Types.LoginAccountResponse };
  "account/bedrock/discover": {
    params: Types.BedrockDiscoverParams;
    result: Types.BedrockDiscoverResponse;
  };
  "account/bedrock/setup": { params: Types.BedrockSetupParams; result: Types.BedrockSetupResponse };
  "account/gcp/setup": { params: Types.GcpSetupParams; result: Types.GcpSetupResponse };
  "account/bedrock/checkGovCloudRequirements": {
    params: Types.BedrockCheckGovCloudRequirementsParams;
    result: Types.BedrockCheckGovCloudRequirementsResponse;
  };
  "account/login/cancel": {
    params: Types.CancelLoginAccountParams;
    result: Types.CancelLoginAccountResponse;
  };
  "accountSession/list": {
    params: Types.AccountSessionsListParams;
    result: Types.AccountSessionsResponse;
  };
  "accountSession/switch": {
    params: Types.AccountSessionsSwitchParams;
    result: Types.AccountSessionsSwitchResponse;
  };
  "account/logout": { params: undefined; result: Types.LogoutAccountResponse };
  "account/securitySetup/read": {
    params: undefined;
    result: Types.GetAccountSecuritySetupResponse;
  };
  "account/rateLimits/read": { params: undefined; result: Types.GetAccountRateLimitsResponse };
  "account/rateLimitResetCredit/consume": {
    params: Types.ConsumeAccountRateLimitResetCreditParams;
    result: Types.ConsumeAccountRateLimitResetCreditResponse;
  };
  "account/usage/read": { params: undefined; result: Types.GetAccountTokenUsageResponse };
  "account/workspaceMessages/read": {
    params: undefined;
    result: Types.GetWorkspaceMessagesResponse;
  };
  "account/sendAddCreditsNudgeEmail": {
    params: Types.SendAddCreditsNudgeEmailParams;
    result: Types.SendAddCreditsNudgeEmailResponse;
  };
  "feedback/upload": { params: Types.FeedbackUploadParams; result: Types.FeedbackUploadResponse };
  "feedback/save": { params: Types.FeedbackSaveParams; result: Types.FeedbackSaveResponse };
  "command/exec": { params: Types.CommandExecParams; result: Types.CommandExecResponse };
  "command/exec/write": {
    params: Types.CommandExecWriteParams;
    result: Types.CommandExecWriteResponse;
  };
  "command/exec/terminate": {
    params: Types.CommandExecTerminateParams;
    result: Types.CommandExecTerminateResponse;
  };
  "command/exec/resize": {
    params: Types.CommandExecResizeParams;
    result: Types.CommandExecResizeResponse;
  };
  "process/spawn": { params: Types.ProcessSpawnParams; result: Types.ProcessSpawnResponse };
  "process/writeStdin": {
    params: Types.ProcessWriteStdinParams;
    result: Types.ProcessWriteStdinResponse;
  };
  "process/kill": { params: Types.ProcessKillParams; result: Types.ProcessKillResponse };
  "process/resizePty": {
    params: Types.ProcessResizePtyParams;
    result: Types.ProcessResizePtyResponse;
  };
  "config/read": { params: Types.ConfigReadParams; result: Types.ConfigReadResponse };
  "externalAgentConfig/detect": {
    params: Types.ExternalAgentConfigDetectParams;
    result: Types.ExternalAgentConfigDetectResponse;
  };
  "externalAgentConfig/import": {
    params: Types.ExternalAgentConfigImportParams;
    result: Types.ExternalAgentConfigImportResponse;
  };
  "externalAgentConfig/import/recordHistory": {
    params: Types.ExternalAgentConfigImportHistoryRecordParams;
    result: Types.ExternalAgentConfigImportHistoryRecordResponse;
  };
  "externalAgentConfig/import/readHistories": {
    params: undefined;
    result: Types.ExternalAgentConfigImportHistoriesReadResponse;
  };
  "config/value/write": { params: Types.ConfigValueWriteParams; result: Types.ConfigWriteResponse };
  "config/batchWrite": { params: Types.ConfigBatchWriteParams; result: Types.ConfigWriteResponse };
  "configRequirements/read": { params: undefined; result: Types.ConfigRequirementsReadResponse };
  "account/read": { params: Types.GetAccountParams; result: Types.GetAccountResponse };
  getConversationSummary: {
    params: Types.GetConversationSummaryParams;
    result: Types.GetConversationSummaryResponse;
  };
  gitDiffToRemote: { params: Types.GitDiffToRemoteParams; result: Types.GitDiffToRemoteResponse };
  getAuthStatus: { params: Types.GetAuthStatusParams; result: Types.GetAuthStatusResponse };
  fuzzyFileSearch: { params: Types.FuzzyFileSearchParams; result: Types.FuzzyFileSearchResponse };
  "fuzzyFileSearch/sessionStart": {
    params: Types.FuzzyFileSearchSessionStartParams;
    result: Types.FuzzyFileSearchSessionStartResponse;
  };
  "fuzzyFileSearch/sessionUpdate": {
    params: Types.FuzzyFileSearchSessionUpdateParams;
    result: Types.FuzzyFileSearchSessionUpdateResponse;
  };
  "fuzzyFileSearch/sessionStop": {
    params: Types.FuzzyFileSearchSessionStopParams;
    result: Types.FuzzyFileSearchSessionStopResponse;
  };
}

/** Requests of the server: method to its params and result. */
export interface ServerMethods {
  "item/commandExecution/requestApproval": {
    params: Types.CommandExecutionRequestApprovalParams;
    result: Types.CommandExecutionRequestApprovalResponse;
  };
  "item/fileChange/requestApproval": {
    params: Types.FileChangeRequestApprovalParams;
    result: Types.FileChangeRequestApprovalResponse;
  };
  "item/tool/requestUserInput": {
    params: Types.ToolRequestUserInputParams;
    result: Types.ToolRequestUserInputResponse;
  };
  "mcpServer/elicitation/request": {
    params: Types.McpServerElicitationRequestParams;
    result: Types.McpServerElicitationRequestResponse;
  };
  "item/permissions/requestApproval": {
    params: Types.PermissionsRequestApprovalParams;
    result: Types.PermissionsRequestApprovalResponse;
  };
  "item/tool/call": { params: Types.DynamicToolCallParams; result: Types.DynamicToolCallResponse };
  "account/chatgptAuthTokens/refresh": {
    params: Types.ChatgptAuthTokensRefreshParams;
    result: Types.ChatgptAuthTokensRefreshResponse;
  };
  "attestation/generate": {
    params: Types.AttestationGenerateParams;
    result: Types.AttestationGenerateResponse;
  };
  "currentTime/read": {
    params: Types.CurrentTimeReadParams;
    result: Types.CurrentTimeReadResponse;
  };
  applyPatchApproval: {
    params: Types.ApplyPatchApprovalParams;
    result: Types.ApplyPatchApprovalResponse;
  };
  execCommandApproval: {
    params: Types.ExecCommandApprovalParams;
    result: Types.ExecCommandApprovalResponse;
  };
}

/** Notifications of the server: method to its params. */
export interface Notifications {
  error: Types.ErrorNotification;
  "thread/started": Types.ThreadStartedNotification;
  "thread/status/changed": Types.ThreadStatusChangedNotification;
  "thread/readState/changed": Types.ThreadReadStateChangedNotification;
  "thread/archived": Types.ThreadArchivedNotification;
  "thread/deleted": Types.ThreadDeletedNotification;
  "thread/unarchived": Types.ThreadUnarchivedNotification;
  "thread/closed": Types.ThreadClosedNotification;
  "thread/reverted": Types.ThreadRevertedNotification;
  "skills/changed": Types.SkillsChangedNotification;
  "thread/name/updated": Types.ThreadNameUpdatedNotification;
  "thread/section/changed": Types.ThreadSectionChangedNotification;
  "thread/attachment/updated": Types.ThreadAttachmentUpdatedNotification;
  "thread/goal/updated": Types.ThreadGoalUpdatedNotification;
  "thread/prediction/updated": Types.ThreadPredictionUpdatedNotification;
  "thread/goal/cleared": Types.ThreadGoalClearedNotification;
  "thread/queue/changed": Types.ThreadQueueChangedNotification;
  "project/changed": Types.ProjectChangedNotification;
  "thread/project/updated": Types.ThreadProjectUpdatedNotification;
  "thread/environment/connected": Types.EnvironmentConnectionNotification;
  "thread/environment/disconnected": Types.EnvironmentConnectionNotification;
  "thread/settings/updated": Types.ThreadSettingsUpdatedNotification;
  "thread/tokenUsage/updated": Types.ThreadTokenUsageUpdatedNotification;
  "turn/started": Types.TurnStartedNotification;
  "hook/started": Types.HookStartedNotification;
  "turn/completed": Types.TurnCompletedNotification;
  "hook/completed": Types.HookCompletedNotification;
  "turn/diff/updated": Types.TurnDiffUpdatedNotification;
  "turn/plan/updated": Types.TurnPlanUpdatedNotification;
  "item/started": Types.ItemStartedNotification;
  "item/autoApprovalReview/started": Types.ItemGuardianApprovalReviewStartedNotification;
  "item/autoApprovalReview/completed": Types.ItemGuardianApprovalReviewCompletedNotification;
  "autoApprovalReview/strictReviewRequired": Types.StrictReviewRequiredNotification;
  "item/completed": Types.ItemCompletedNotification;
  "rawResponseItem/completed": Types.RawResponseItemCompletedNotification;
  "rawResponse/completed": Types.RawResponseCompletedNotification;
  "item/agentMessage/delta": Types.AgentMessageDeltaNotification;
  "item/plan/delta": Types.PlanDeltaNotification;
  "command/exec/outputDelta": Types.CommandExecOutputDeltaNotification;
  "process/outputDelta": Types.ProcessOutputDeltaNotification;
  "process/exited": Types.ProcessExitedNotification;
  "item/commandExecution/outputDelta": Types.CommandExecutionOutputDeltaNotification;
  "item/commandExecution/terminalInteraction": Types.TerminalInteractionNotification;
  "item/fileChange/outputDelta": Types.FileChangeOutputDeltaNotification;
  "item/fileChange/patchUpdated": Types.FileChangePatchUpdatedNotification;
  "serverRequest/resolved": Types.ServerRequestResolvedNotification;
  "item/mcpToolCall/progress": Types.McpToolCallProgressNotification;
  "mcpServer/oauthLogin/completed": Types.McpServerOauthLoginCompletedNotification;
  "mcpServer/startupStatus/updated": Types.McpServerStatusUpdatedNotification;
  "mcpServer/event/stream/notification": Types.McpServerEventStreamNotification;
  "account/updated": Types.AccountUpdatedNotification;
  "account/gatewayOAuth/changed": Types.GatewayOAuthChangedNotification;
  "account/rateLimits/updated": Types.AccountRateLimitsUpdatedNotification;
  "app/list/updated": Types.AppListUpdatedNotification;
  "remoteControl/status/changed": Types.RemoteControlStatusChangedNotification;
  "externalAgentConfig/import/progress": Types.ExternalAgentConfigImportProgressNotification;
  "externalAgentConfig/import/completed": Types.ExternalAgentConfigImportCompletedNotification;
  "fs/changed": Types.FsChangedNotification;
  "item/reasoning/summaryTextDelta": Types.ReasoningSummaryTextDeltaNotification;
  "item/reasoning/summaryPartAdded": Types.ReasoningSummaryPartAddedNotification;
  "item/reasoning/textDelta": Types.ReasoningTextDeltaNotification;
  "thread/compacted": Types.ContextCompactedNotification;
  "model/rerouted": Types.ModelReroutedNotification;
  "model/verification": Types.ModelVerificationNotification;
  "modelProvider/authRecoveryStarted": Types.AuthRecoveryNotification;
  "modelProvider/authRecoveryCompleted": Types.AuthRecoveryNotification;
  "turn/moderationMetadata": Types.TurnModerationMetadataNotification;
  "model/safetyBuffering/updated": Types.ModelSafetyBufferingUpdatedNotification;
  warning: Types.WarningNotification;
  guardianWarning: Types.GuardianWarningNotification;
  deprecationNotice: Types.DeprecationNoticeNotification;
  configWarning: Types.ConfigWarningNotification;
  "fuzzyFileSearch/sessionUpdated": Types.FuzzyFileSearchSessionUpdatedNotification;
  "fuzzyFileSearch/sessionCompleted": Types.FuzzyFileSearchSessionCompletedNotification;
  "thread/realtime/started": Types.ThreadRealtimeStartedNotification;
  "thread/realtime/itemAdded": Types.ThreadRealtimeItemAddedNotification;
  "thread/realtime/item/started": Types.ThreadRealtimeItemStartedNotification;
  "thread/realtime/item/transcript/delta": Types.ThreadRealtimeItemTranscriptDeltaNotification;
  "thread/realtime/item/completed": Types.ThreadRealtimeItemCompletedNotification;
  "thread/realtime/transcript/delta": Types.ThreadRealtimeTranscriptDeltaNotification;
  "thread/realtime/transcript/done": Types.ThreadRealtimeTranscriptDoneNotification;
  "thread/realtime/outputAudio/delta": Types.ThreadRealtimeOutputAudioDeltaNotification;
  "thread/realtime/sdp": Types.ThreadRealtimeSdpNotification;
  "thread/realtime/error": Types.ThreadRealtimeErrorNotification;
  "thread/realtime/closed": Types.ThreadRealtimeClosedNotification;
  "windows/worldWritableWarning": Types.WindowsWorldWritableWarningNotification;
  "windowsSandbox/setupCompleted": Types.WindowsSandboxSetupCompletedNotification;
  "account/login/completed": Types.AccountLoginCompletedNotification;
}

/** Every notification method, for tables and checks at run time. */
export const notificationMethods = [
  "error",
  "thread/started",
  "thread/status/changed",
  "thread/readState/changed",
  "thread/archived",
  "thread/deleted",
  "thread/unarchived",
  "thread/closed",
  "thread/reverted",
  "skills/changed",
  "thread/name/updated",
  "thread/section/changed",
  "thread/attachment/updated",
  "thread/goal/updated",
  "thread/prediction/updated",
  "thread/goal/cleared",
  "thread/queue/changed",
  "project/changed",
  "thread/project/updated",
  "thread/environment/connected",
  "thread/environment/disconnected",
  "thread/settings/updated",
  "thread/tokenUsage/updated",
  "turn/started",
  "hook/started",
  "turn/completed",
  "hook/completed",
  "turn/diff/updated",
  "turn/plan/updated",
  "item/started",
  "item/autoApprovalReview/started",
  "item/autoApprovalReview/completed",
  "autoApprovalReview/strictReviewRequired",
  "item/completed",
  "rawResponseItem/completed",
  "rawResponse/completed",
  "item/agentMessage/delta",
  "item/plan/delta",
  "command/exec/outputDelta",
  "process/outputDelta",
  "process/exited",
  "item/commandExecution/outputDelta",
  "item/commandExecution/terminalInteraction",
  "item/fileChange/outputDelta",
  "item/fileChange/patchUpdated",
  "serverRequest/resolved",
  "item/mcpToolCall/progress",
  "mcpServer/oauthLogin/completed",
  "mcpServer/startupStatus/updated",
  "mcpServer/event/stream/notification",
  "account/updated",
  "account/gatewayOAuth/changed",
  "account/rateLimits/updated",
  "app/list/updated",
  "remoteControl/status/changed",
  "externalAgentConfig/import/progress",
  "externalAgentConfig/import/completed",
  "fs/changed",
  "item/reasoning/summaryTextDelta",
  "item/reasoning/summaryPartAdded",
  "item/reasoning/textDelta",
  "thread/compacted",
  "model/rerouted",
  "model/verification",
  "modelProvider/authRecoveryStarted",
  "modelProvider/authRecoveryCompleted",
  "turn/moderationMetadata",
  "model/safetyBuffering/updated",
  "warning",
  "guardianWarning",
  "deprecationNotice",
  "configWarning",
  "fuzzyFileSearch/sessionUpdated",
  "fuzzyFileSearch/sessionCompleted",
  "thread/realtime/started",
  "thread/realtime/itemAdded",
  "thread/realtime/item/started",
  "thread/realtime/item/transcript/delta",
  "thread/realtime/item/completed",
  "thread/realtime/transcript/delta",
  "thread/realtime/transcript/done",
  "thread/realtime/outputAudio/delta",
  "thread/realtime/sdp",
  "thread/realtime/error",
  "thread/realtime/closed",
  "windows/worldWritableWarning",
  "windowsSandbox/setupCompleted",
  "account/login/completed",
] as const satisfies readonly (keyof Notifications)[];
